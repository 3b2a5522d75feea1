"""A chain from its tables to its answers: scopes, weights, faults, risks, plan; unknown is never shown as known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from vigie.chain import FaultyChain
from vigie.errors import WrongUse
from vigie.language import Language
from vigie.model.chain import ChainReport, FindingKind, Target, Weight
from vigie.workflows.chain import ground as chain_ground
from vigie.workflows.chain.measuring import STEPS, ChainJob, measure_chain, write_measured

AS_OF = date(2026, 11, 22)
LINKS = "supplier,buyer,share\nmill,maker,0.3\nmaker,brand,0.5\n"
PARTIES = (
    "id,name,country,product,sector,output,workers,unmapped\n"
    "brand,Brand NV,BE,workwear,46.42,9000000,60,0.1\n"
    "maker,Maker Ltd,BD,workwear,14.12,3000000,900,0\n"
    "mill,Mill Ltd,PK,cotton fabric,13.20,2000000,300,0.5\n"
)
SITES = "site,party,workers,visit cost\nmaker-1,maker,600,2000\nmaker-2,maker,300,\nmill-1,mill,300,1500\n"
CLAIMS = (
    "subject,right,statement,grade,from,until,said_by,source\n"
    "maker-1,safety_and_health,met,G3,2026-03-01,2027-03-01,auditor,report 1\n"
    "maker-2,safety_and_health,not met,G2,2026-04-01,,inspectorate,report 2\n"
    "mill-1,safety_and_health,not met,G0,2026-04-01,,worker,call\n"
)
Measure = Callable[..., ChainReport]


@pytest.fixture
def measure(tmp_path: Path, bundled) -> Measure:
    def run(links: str = LINKS, content=bundled, **given) -> ChainReport:
        tables = {name: given.pop(name) for name in ("parties", "sites", "claims", "demand") if name in given}
        paths = {}
        for name, text in {"links": links, **tables}.items():
            paths[name] = tmp_path / f"{name}.csv"
            paths[name].write_text(text, encoding="utf-8")
        return measure_chain(ChainJob(as_of=AS_OF, **paths, **given), content)

    return run


def whole(report: ChainReport) -> dict[tuple[str, str], float]:
    rows = report.shares.filter(tier="total").select("node", "kind", "share").iter_rows()
    return {(node, kind): share for node, kind, share in rows}


def test_shares_by_value_are_those_of_the_links(measure: Measure) -> None:
    report = measure(parties=PARTIES, weight=Weight.VALUE)
    assert [scope.id for scope in report.scopes] == ["brand"]
    assert report.scopes[0].name == "Brand NV"
    assert whole(report) == {
        ("brand", "located"): pytest.approx(0.4),
        ("brand", "unmapped"): pytest.approx(0.1),
        ("maker", "located"): pytest.approx(0.35),
        ("mill", "located"): pytest.approx(0.5 * 0.3 * 0.5),
        ("mill", "unmapped"): pytest.approx(0.5 * 0.3 * 0.5),
    }
    assert not report.shares["assumed"].any()


def test_hours_stand_where_people_work(measure: Measure) -> None:
    """The maker has 900 people for 3 million, the brand 60 for 9 million: by hours the brand hardly counts."""
    report = measure(parties=PARTIES)
    assert report.weight is Weight.HOURS
    hours = whole(report)
    assert hours["maker", "located"] > 10 * hours["brand", "located"]
    assert sum(hours.values()) == pytest.approx(1)
    # Nobody can state the hours of people whom nobody knows; these three parties state their own.
    assert report.shares.filter(kind="unmapped")["assumed"].all()
    assert not report.shares.filter(kind="located")["assumed"].any()


def test_without_any_figure_shares_are_of_value_and_this_is_said(
    measure: Measure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain_ground, "hours_of_work", lambda parameters, added: np.full(len(added), np.nan))
    report = measure(parties=PARTIES)
    assert report.weight is Weight.VALUE
    assert "no ground to tell the hours" in str(report.weight_reason)


def test_what_lies_behind_an_assumed_link_is_assumed(measure: Measure) -> None:
    links = "supplier,buyer,share\nmill,maker,0.3\nmaker,brand,\ntailor,brand,0.2\nfarm,mill,0.1\n"
    parties = PARTIES + "tailor,Tailor,BE,workwear,14.12,,,0\nfarm,Farm,PK,cotton,01.16,,,0\n"
    report = measure(links, parties=parties, weight=Weight.VALUE)
    marked = dict(report.shares.filter(tier="total", kind="located").select("node", "assumed").iter_rows())
    assert marked == {"brand": True, "farm": True, "maker": True, "mill": True, "tailor": False}


def test_without_parties_nothing_is_declared_complete(measure: Measure) -> None:
    report = measure()
    unmapped = sum(share for (_, kind), share in whole(report).items() if kind == "unmapped")
    assert unmapped > 0.1
    assert report.shares["assumed"].all()


def test_every_node_without_buyers_is_a_scope(measure: Measure) -> None:
    report = measure("supplier,buyer,share\nmill,maker,0.3\nmaker,brand,0.5\nmaker,town,0.2\n")
    assert [scope.id for scope in report.scopes] == ["brand", "town"]


def test_a_demand_says_whose_chain_it_is(measure: Measure) -> None:
    report = measure(parties=PARTIES, demand="scope,node,value\ncontract,maker,100\ncontract,mill,50\nother,mill,1\n")
    assert [scope.id for scope in report.scopes] == ["contract", "other"]
    chosen = measure(parties=PARTIES, demand="scope,node,value\ncontract,maker,100\nother,mill,1\n", scopes=("other",))
    assert [scope.id for scope in chosen.scopes] == ["other"]


def test_a_cycle_without_an_end_asks_for_a_scope(measure: Measure) -> None:
    cycle = "supplier,buyer,share\na,b,0.3\nb,a,0.3\n"
    with pytest.raises(WrongUse, match="none is the end of it"):
        measure(cycle)
    assert [scope.id for scope in measure(cycle, scopes=("a",)).scopes] == ["a"]
    with pytest.raises(WrongUse, match='no scope "z"'):
        measure(cycle, scopes=("z",))


def test_a_party_with_product_lines_is_asked_about_as_all_its_lines(measure: Measure) -> None:
    lines = "supplier,buyer,buyer_product,share\nmill,maker,shirts,0.3\ntanner,maker,boots,0.5\n"
    report = measure(lines, scopes=("maker",), weight=Weight.VALUE)
    assert whole(report)["mill", "located"] > 0
    assert whole(report)["tanner", "located"] > 0
    assert report.shares["assumed"].all()
    assert [scope.id for scope in measure(lines).scopes] == ["maker / boots", "maker / shirts"]


def test_above_many_scopes_only_those_asked_for_have_tiers(measure: Measure, bundled) -> None:
    most = int(bundled.parameter("chain_scopes_in_full", AS_OF))
    many = "scope,node,value\n" + "".join(f"s{number},brand,{number + 1}\n" for number in range(most + 1))
    report = measure(parties=PARTIES, demand=many, scopes=("s3",))
    assert len(report.scopes) == most + 1
    with_tiers = report.shares.filter(pl.col("tier") != "total")["scope"].unique().to_list()
    assert with_tiers == ["s3"]
    assert {path.scope for path in report.paths} == {"s3"}
    assert report.assurance["scope"].n_unique() == most + 1
    none = measure(parties=PARTIES, demand=many)
    assert none.shares["tier"].unique().to_list() == ["total"]
    assert none.origins.is_empty()


def test_faults_stop_everything_or_are_set_aside_with_their_weight(measure: Measure) -> None:
    wrong = LINKS + "mill,brand,0.9\n"
    with pytest.raises(FaultyChain, match=r"brand buys 1\.4"):
        measure(wrong)
    report = measure(wrong + "brand,shop,0.25\n", keep_going=True, weight=Weight.VALUE)
    assert [(each.node, each.weight) for each in report.set_aside] == [("brand", pytest.approx(0.25))]
    assert [each.kind for each in report.findings if each.kind is FindingKind.FAULT] == [FindingKind.FAULT]


def test_a_known_harm_is_a_path_and_not_a_visit(measure: Measure) -> None:
    report = measure(parties=PARTIES, sites=SITES, claims=CLAIMS)
    wrong = [(path.nodes[-1], path.state) for path in report.paths if path.target is Target.STATE]
    assert sorted(wrong) == [("maker", "not_met"), ("mill", "contested")]
    safety = report.assurance.filter(right="safety_and_health", tier="total")
    shares = dict(safety.select("state", "share").iter_rows())
    assert shares["not_met"] == pytest.approx(shares["g3"] / 2)
    assert sum(shares.values()) == pytest.approx(1)
    assert report.plan is not None
    assert any("remedy is due" in str(remark) for remark in report.plan.remarks)


def test_visits_are_planned_for_a_number_or_for_money(measure: Measure) -> None:
    one = measure(parties=PARTIES, sites=SITES, claims=CLAIMS, visits=1).plan
    assert one is not None
    assert len(one.visits) == 1
    money = measure(parties=PARTIES, sites=SITES, claims=CLAIMS, budget=1600.0, currency="EUR").plan
    assert money is not None
    assert [(visit.site, visit.cost) for visit in money.visits] == [("mill-1", 1500.0)]
    assert money.currency == "EUR"
    assert measure(parties=PARTIES).plan is None


@pytest.mark.parametrize("demand", ["scope,node,value\n", "scope,node,value\ncontract,brand,much\n"])
def test_a_demand_that_asks_nothing_is_no_answer(measure: Measure, demand: str) -> None:
    with pytest.raises(WrongUse, match="nothing is asked about"):
        measure(demand=demand)


def test_a_table_without_links_says_so(measure: Measure) -> None:
    with pytest.raises(WrongUse, match="no row that can be read"):
        measure("supplier,buyer,share\n")


def test_a_chain_in_which_nobody_works_has_no_shares_by_hours(measure: Measure) -> None:
    nobody = "id,country,output,workers,unmapped\nmaker,BD,100,0,0\nbrand,BE,100,0,0\n"
    with pytest.raises(WrongUse, match="Nothing in the chain of brand has a weight"):
        measure("supplier,buyer,share\nmaker,brand,0.5\n", parties=nobody)


def test_a_claim_that_counts_less_than_it_says_is_told(measure: Measure) -> None:
    claims = CLAIMS + "maker,wages,met,G3,2026-03-01,2027-03-01,auditor,report 3\n"
    report = measure(parties=PARTIES, sites=SITES, claims=claims)
    said = [(each.kind, str(each.what)) for each in report.findings if each.where == "claims.csv, 5"]
    assert [kind for kind, _ in said] == [FindingKind.WARNING]
    assert "has not exactly one recorded site: it counts as G2" in said[0][1]


def test_what_was_not_understood_is_told_with_its_row(measure: Measure) -> None:
    parties = PARTIES + "x,X,Atlantis,flux capacitors,,,,\n"
    claims = CLAIMS + "nobody,wages,met,G1,2026-01-01,,,\n"
    report = measure(LINKS + "mill,maker,0.1\n", parties=parties, claims=claims)
    said = [(each.where, str(each.what)) for each in report.findings]
    assert ("parties.csv, 5, country", "This country is not known.") in said
    assert any(where == "parties.csv, 5, product" for where, _ in said)
    assert ("links.csv, 2", "mill sells to maker on 2 rows, which are summed.") in said
    assert any(where.startswith("claims.csv, 5") for where, _ in said)


def test_unmapped_parts_have_modelled_origins(measure: Measure) -> None:
    report = measure(parties=PARTIES)
    assert set(report.origins["node"]) == {"brand", "mill"}
    assert report.origins["country"].n_unique() > 1


def test_everything_is_written_in_every_language_and_format(measure: Measure, bundled, tmp_path: Path) -> None:
    report = measure(parties=PARTIES, sites=SITES, claims=CLAIMS)
    steps: list[object] = []
    for code in ("en", "fr", "nl", "de"):
        language = Language(code, bundled.name)
        written = write_measured(
            report, bundled, language, tmp_path / code, ("csv", "json", "parquet", "svg", "html", "pdf"), steps.append
        )
        names = {path.name for path in written}
        assert {"shares.csv", "assurance.csv", "paths.csv", "audit_plan.csv", "chain.json", "chain.pdf"} <= names
    assert STEPS > 1
    assert len(steps) == 4
    header = (tmp_path / "fr" / "shares.csv").read_text().splitlines()[0]
    assert header == "scope,node,tier,kind,share,assumed"


def test_what_rests_on_assumptions_is_told_to_every_reader(measure: Measure, bundled, tmp_path: Path) -> None:
    language = Language("en", bundled.name)
    stated = write_measured(measure(parties=PARTIES, weight=Weight.VALUE), bundled, language, tmp_path / "a", ("html",))
    assumed = write_measured(measure(weight=Weight.VALUE), bundled, language, tmp_path / "b", ("html",))
    said = "of the chain rests on assumed figures"
    assert said not in stated[0].read_text(encoding="utf-8")
    assert f"brand: 100% {said}" in assumed[0].read_text(encoding="utf-8")
