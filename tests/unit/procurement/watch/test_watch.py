"""What the watch makes of lots: what is at risk, what is visible, who buys; and that nobody is shown or ranked."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from vigie.content import Content
from vigie.identify.products import ProductFinder
from vigie.model.notices import Award, Buyer, Level, Lot, LotRisk, Notice, NoticePlace, Scan, Winner
from vigie.procurement.watch import Asked, Checked, LotRow, Watcher, WatchRules, count, load_rules

AS_OF = date(2026, 11, 22)
WORKWEAR, INSURANCE = "18110000", "66510000"


@pytest.fixture(scope="module")
def rules(bundled: Content) -> WatchRules:
    return load_rules(bundled, AS_OF)


@pytest.fixture(scope="module")
def products(bundled: Content) -> ProductFinder:
    parameters = {each.id: bundled.parameter(each.id, AS_OF) for each in bundled.parameters}
    return ProductFinder(bundled.products, bundled.words("general"), parameters)


@pytest.fixture(scope="module")
def watcher(rules: WatchRules, products: ProductFinder) -> Watcher:
    return Watcher(rules, products)


def notice(*lots: Lot, buyer: str = "Stad Weverdam", number: int = 1, **more: object) -> Notice:
    told: dict[str, object] = {"subtype": "16", "date": "2026-03-02", "language": "nl"} | more
    buyers = (Buyer(buyer, f"id {buyer}", "BE"),) if buyer else ()
    return Notice(NoticePlace("x"), f"n{number}", f"p{number}", buyers, lots, **told)  # type: ignore[arg-type]


def row(watcher: Watcher, lot: Lot, **more: object) -> LotRow:
    (found,) = watcher.rows(notice(lot, **more))  # type: ignore[arg-type]
    return found


def test_risk_follows_from_what_is_bought_and_an_unknown_code_is_not_low(watcher: Watcher) -> None:
    assert watcher.risk(WORKWEAR) is LotRisk.HIGH
    assert watcher.risk(INSURANCE) is LotRisk.OTHER
    assert watcher.risk("00000000") is LotRisk.NO_SOURCE
    assert watcher.risk("") is LotRisk.NO_SOURCE


@pytest.mark.parametrize(
    ("buyer", "level"),
    [
        (Buyer("Anyone", legal_type="cga"), Level.FEDERAL),
        (Buyer("Anyone", legal_type="body-pl-ra"), Level.REGIONAL),
        (Buyer("Stad Weverdam", country="BE", legal_type="la"), Level.LOCAL),
        (Buyer("OCMW Weverdam", country="BE", legal_type="body-pl"), Level.LOCAL),
        (Buyer("Commune de Tisserand", country="BE"), Level.LOCAL),
        (Buyer("Vlaamse Overheid", country="BE"), Level.REGIONAL),
        (Buyer("FOD Weefsels", country="BE"), Level.FEDERAL),
        (Buyer("Stad Elders", country="NL"), Level.OTHER),
        (Buyer("Stadion nv", country="BE"), Level.OTHER),
        (None, Level.OTHER),
    ],
)
def test_the_level_of_a_buyer_comes_from_its_legal_type_or_its_name(
    buyer: Buyer | None, level: Level, rules: WatchRules
) -> None:
    assert rules.level(buyer) is level


def test_the_value_is_what_was_awarded_where_it_is_told(watcher: Watcher) -> None:
    lot = Lot("L", cpv=WORKWEAR, value=Decimal(10), currency="EUR")
    assert (row(watcher, lot).value, row(watcher, lot).currency) == (Decimal(10), "EUR")
    won = Award("L", (Winner("W", size="small"),), Decimal(9), "USD")
    found = row(watcher, lot, awards=(won,))
    assert (found.value, found.currency, found.sme_winner) == (Decimal(9), "USD", True)
    unpriced = row(watcher, lot, awards=(Award("L", (Winner("W", size="large"), Winner("V"))),))
    assert (unpriced.value, unpriced.currency, unpriced.sme_winner) == (Decimal(10), "EUR", False)


def test_a_clause_is_visible_by_its_code_or_by_its_text(rules: WatchRules, products: ProductFinder) -> None:
    def checker(text: str, language: str, /) -> Checked | None:
        return None if language == "pl" else Checked("dwangarbeid" in text, "boete" in text, ("deadline",))

    watcher = Watcher(rules, products, checker)
    by_code = row(watcher, Lot("L", social_objectives=("hum-right",)))
    assert by_code.visible
    assert by_code.checked is None
    by_text = row(watcher, Lot("L", performance_terms="dwangarbeid"))
    assert by_text.visible
    assert not by_text.hum_right
    assert not row(watcher, Lot("L", performance_terms="parkeren")).visible
    assert row(watcher, Lot("L", performance_terms="dwangarbeid"), language="pl").checked is None


def scanned(tmp_path: Path, rules: WatchRules, rows: list[LotRow], asked: Asked | None = None) -> Scan:
    path = tmp_path / "facts.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(each.facts(rules) for each in rows)
    (tmp_path / "empty.csv").touch()
    return count([path, tmp_path / "empty.csv"], len(rows), 0, rules, asked or Asked(checked=True))[0]


def test_a_lot_counts_once_and_shows_what_any_of_its_notices_shows(
    tmp_path: Path, watcher: Watcher, rules: WatchRules
) -> None:
    plain = row(watcher, Lot("L", cpv=WORKWEAR))
    shown = row(watcher, Lot("L", cpv=WORKWEAR, social_objectives=("hum-right",)))
    others = [row(watcher, Lot("L", cpv=WORKWEAR), number=number) for number in range(2, 8)]
    scan = scanned(tmp_path, rules, [plain, shown, plain, *others])
    assert (scan.rows, scan.lots, scan.high_risk) == (9, 7, 7)
    share = next(each for each in scan.shares if each.indicator == "clause_visible" and not each.by)
    assert (share.count, share.of) == (1, 7)


def test_lots_whose_notices_have_no_place_for_it_are_not_counted_against_a_buyer(
    tmp_path: Path, watcher: Watcher, rules: WatchRules
) -> None:
    early = [row(watcher, Lot("L", cpv=WORKWEAR), number=number, subtype="4") for number in range(6)]
    scan = scanned(tmp_path, rules, early)
    assert scan.cannot_show == 6
    share = next(each for each in scan.shares if each.indicator == "clause_visible")
    assert (share.of, share.share, share.suppressed) == (0, None, False)


def test_small_groups_are_not_shown_nor_can_they_be_worked_out(
    tmp_path: Path, watcher: Watcher, rules: WatchRules
) -> None:
    rows = [row(watcher, Lot("L", cpv=WORKWEAR), number=n, buyer="Stad A") for n in range(10)]
    rows += [row(watcher, Lot("L", cpv=WORKWEAR), number=n, buyer="FOD B") for n in range(20, 30)]
    rows += [row(watcher, Lot("L", cpv=WORKWEAR), number=n, buyer="Iemand") for n in range(40, 42)]
    rows += [row(watcher, Lot("L", cpv=WORKWEAR), number=n, buyer="Vlaamse C") for n in range(50, 56)]
    scan = scanned(tmp_path, rules, rows)
    by_level = {each.group: each for each in scan.shares if each.indicator == "clause_visible" and each.by == "level"}
    assert {group for group, each in by_level.items() if each.suppressed} == {"other", "regional"}
    assert all(each.count is None for each in by_level.values() if each.suppressed)
    assert by_level["local"].of == 10


def buyers(watcher: Watcher, many: int) -> list[LotRow]:
    """Buyers 0, 1, 2 and so on, each with ten lots, of which as many as its number show a clause."""
    return [
        row(
            watcher,
            Lot("L", cpv=WORKWEAR, social_objectives=("hum-right",) if lot < buyer else ()),
            number=100 * buyer + lot,
            buyer=f"B{buyer}",
        )
        for buyer in range(many)
        for lot in range(10)
    ]


def test_the_spread_over_buyers_has_quantiles_and_no_names(tmp_path: Path, watcher: Watcher, rules: WatchRules) -> None:
    scan = scanned(tmp_path, rules, buyers(watcher, 11), Asked("id B3"))
    spread = scan.distributions[0]
    assert (spread.indicator, spread.buyers) == ("clause_visible", 11)
    assert dict(spread.quantiles)[0.5] == pytest.approx(0.5)
    (own,) = scan.position
    assert (own.count, own.of) == (3, 10)
    assert (own.below, own.alike) == (pytest.approx(0.3), 0.0)
    assert "B7" not in repr((scan.distributions, scan.shares))


def test_few_buyers_are_not_compared(tmp_path: Path, watcher: Watcher, rules: WatchRules) -> None:
    scan = scanned(tmp_path, rules, buyers(watcher, 3), Asked("id B2"))
    assert scan.distributions[0].quantiles == ()
    assert (scan.position[0].below, scan.position[0].alike) == (None, None)


def test_the_five_goals_stand_beside_each_other_with_what_is_told(
    tmp_path: Path, watcher: Watcher, rules: WatchRules
) -> None:
    lot = Lot("L", cpv=WORKWEAR, sme=True, strategic=("inn-pur",))
    scan = scanned(tmp_path, rules, [row(watcher, lot, number=number) for number in range(5)])
    told = {each.id: each.shares for each in scan.goals}
    assert len(told) == 5
    assert told["innovation"][0].share == 1.0
    assert told["sme_access"][0].share == 1.0
    assert told["professionalisation"] == told["fewer_violations"] == ()


def test_nothing_read_is_nothing_counted(tmp_path: Path, rules: WatchRules) -> None:
    scan = scanned(tmp_path, rules, [])
    assert (scan.lots, scan.high_risk, scan.position) == (0, 0, ())


def test_very_many_rows_are_counted_in_portions_with_the_same_result(
    tmp_path: Path, watcher: Watcher, rules: WatchRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = buyers(watcher, 11)
    whole = scanned(tmp_path, rules, rows)
    monkeypatch.setattr("vigie.procurement.watch.counting._PORTION", 10)
    assert scanned(tmp_path, rules, rows) == whole
