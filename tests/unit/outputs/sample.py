"""An assessment made by hand, with invented suppliers, and the small content that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from vigie.errors import Message, Term
from vigie.model.assessment import (
    RISK_COLUMNS,
    About,
    Assessment,
    Confidence,
    KnownHarm,
    Likelihood,
    Position,
    Priority,
    ProductMatch,
    RiskProfile,
    Severity,
    Supplier,
)
from vigie.model.content import Stage
from vigie.model.records import ColumnGuess, NotUnderstood, Place

LANGUAGES = ("en", "fr", "nl", "de")

RIGHTS = {
    "forced_labour": "Forced labour",
    "child_labour": "Child labour",
    "freedom_of_association": "Freedom of association and collective bargaining",
    "safety_and_health": "Safety and health at work",
    "wages": "Wages",
    "working_hours": "Working hours",
}
COUNTRIES = {
    "BE": "Belgium", "RO": "Romania", "CN": "China", "CD": "DR Congo", "BD": "Bangladesh", "CI": "Côte d'Ivoire",
    "SG": "Singapore", "DE": "Germany", "VN": "Viet Nam",
}  # fmt: skip
PRODUCTS = {"workwear": "Workwear", "ict_equipment": "ICT equipment", "chocolate": "Cocoa and chocolate"}
PARTS = {"workwear": "cotton growing", "ict_equipment": "cobalt mining", "chocolate": "cocoa growing"}


def words(text: str) -> dict[str, str]:
    return {language: text if language == "en" else f"{text} ({language})" for language in LANGUAGES}


def write_content(root: Path) -> Path:
    """The content of the sample as files, in the shape that experts write."""
    for path, document in _documents():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    header = "alpha2,en,fr,nl,de\n"
    rows = "".join(",".join([code, *words(name).values()]) + "\n" for code, name in COUNTRIES.items())
    (root / "registers/countries/rows.csv").write_text(header + rows, encoding="utf-8")
    return root


def _documents() -> Iterator[tuple[str, Any]]:
    for order, (right, name) in enumerate(RIGHTS.items()):
        yield f"rights/{right}.yml", _right(right, name, order)
    for product, name in PRODUCTS.items():
        yield f"products/{product}/product.yml", _product(product, name)
    columns = {name: {"type": "text"} for name in ("alpha2", *LANGUAGES)}
    countries = {"exclusions": [], "id": "countries", "names": words("Countries"), "source": "iso", "columns": columns}
    yield "registers/countries/register.yml", countries
    yield "guides/known-harm.yml", {"steps": [words("Stop the harm first."), words("Ask the people harmed.")]}
    yield "guides/no-credible-verification.yml", {"steps": [words("Trace it."), words("Substitute it.")]}
    yield "guides/supplier-notice.yml", {"text": words("It is about a context and says nothing about this supplier.")}
    yield (
        "judgements/order.yml",
        {
            "id": "order", "made_by": words("human-rights analyst"), "date": "2026-11-01",
            "choice": words("Severity stands before likelihood."),
            "reasons": words("What cannot be made good must not wait."),
            "would_change": words("A better agreed order."),
        },
    )  # fmt: skip
    yield (
        "sources/all.yml",
        [
            {"id": "goods", "publisher": "Labour Bureau", "title": "List of Goods", "date": "2024", "read": "read",
             "url": "https://example.org/goods", "licence": "public domain"},
            {"id": "uniforms", "publisher": "Weekly", "title": "Uniforms sewn for less", "date": "2020-05",
             "read": "secondary"},
            {"id": "unused", "publisher": "Nobody", "title": "Never cited", "date": "1999", "read": "recalled"},
        ],
    )  # fmt: skip


def _right(right: str, name: str, order: int) -> Mapping[str, Any]:
    return {
        "id": right, "order": order, "names": words(name), "definition": words(name), "instruments": [], "worst": {},
        "steps_direct": [words(f"Ask the supplier about {name.lower()}."), words("Look at your own terms.")],
        "steps_unmapped": [words("Ask where it comes from."), words("Compare with another origin.")],
    }  # fmt: skip


def _product(product: str, name: str) -> Mapping[str, Any]:
    part = {"id": "part", "names": words(PARTS[product])}
    stages = {stage.value: {"parts": [part], "hazards": {}, "not_typical": []} for stage in Stage}
    nothing: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    return {
        "id": product, "kind": "goods", "names": words(name), "words": nothing,
        "codes": {"cpv": ["1811", "1813"], "hs": [], "nace": [], "isic": []}, "stages": stages,
    }  # fmt: skip


def _supplier(number: int, name: str, country: str, group: str, **more: Any) -> Supplier:
    why = Message("The words name {group}.", group=Term("product_group", group)) if group else Message("No word fits.")
    match = ProductMatch(group, 0.9 if group else 0.0, "words" if group else "", why)
    place = Place(more.pop("file", "ledger.xlsx"), "2026", number + 4)
    return Supplier(
        id=more.pop("id", f"s{number}"), name=name, country=country, rows=(place, *more.pop("rows", ())),
        product=more.pop("product", f"goods {number}"), match=match, stage=Stage.FINAL_PRODUCTION,
        producer=bool(number % 2), **more,
    )  # fmt: skip


def suppliers() -> tuple[Supplier, ...]:
    second_row = (Place("ledger.xlsx", "2026", 44),)
    return (
        _supplier(0, "Zorgvuldig Textiel Quelconque bv", "RO", "workwear", people=120, spend=Decimal("48210.55"),
                  currency="EUR", rows=second_row, monthly_net_wage=Decimal(250), wage_currency="EUR"),
        _supplier(1, "Brandaris Kantoorautomatisering", "BE", "ict_equipment", spend=Decimal("102400"), currency="EUR"),
        _supplier(2, "=HYPERLINK(\"x\") Fonkelglas", "BE", "chocolate", spend=Decimal("910.10"), currency="EUR"),
        _supplier(3, "Dhaka Sunflower Garments Ltd", "BD", "workwear", people=2100, spend=Decimal("33000"),
                  currency="USD"),
        _supplier(4, "Quartzpeak Trading Pte", "SG", "ict_equipment"),
        _supplier(5, "Ohne Herkunft GmbH", "ZZ", "workwear", spend=Decimal("77"), currency="EUR"),
        _supplier(6, "Mysterium & Zonen <nv>", "BE", "", product="diverse verbruiksgoederen"),
        _supplier(6, "Mysterium & Zonen <nv>", "BE", "chocolate", product="pralines"),
    )  # fmt: skip


_FIRST = {
    ("forced_labour", "CN", "workwear"): (Likelihood.REPORTED, 1),
    ("child_labour", "CD", "ict_equipment"): (Likelihood.REPORTED, 1),
    ("child_labour", "CI", "chocolate"): (Likelihood.REPORTED, 1),
    ("safety_and_health", "CD", "ict_equipment"): (Likelihood.HIGH, 1),
    ("freedom_of_association", "CN", "workwear"): (Likelihood.HIGH, 2),
    ("freedom_of_association", "BD", "workwear"): (Likelihood.HIGH, 2),
    ("wages", "RO", "workwear"): (Likelihood.REPORTED, 2),
    ("wages", "BD", "workwear"): (Likelihood.REPORTED, 2),
    ("safety_and_health", "BD", "workwear"): (Likelihood.UNDISCLOSED, 1),
    ("working_hours", "CN", "ict_equipment"): (Likelihood.MEDIUM, 3),
    ("working_hours", "SG", "ict_equipment"): (Likelihood.UNDISCLOSED, 4),
    ("wages", "CI", "chocolate"): (Likelihood.MEDIUM, 3),
}

_PLACES = (
    ("workwear", "CN", Stage.RAW_MATERIAL, Position.UNMAPPED),
    ("workwear", "BD", Stage.FINAL_PRODUCTION, Position.DIRECT),
    ("workwear", "RO", Stage.FINAL_PRODUCTION, Position.DIRECT),
    ("workwear", "ZZ", Stage.FINAL_PRODUCTION, Position.DIRECT),
    ("ict_equipment", "CD", Stage.RAW_MATERIAL, Position.UNMAPPED),
    ("ict_equipment", "CN", Stage.COMPONENT, Position.UNMAPPED),
    ("ict_equipment", "SG", Stage.FINAL_PRODUCTION, Position.DIRECT),
    ("chocolate", "CI", Stage.RAW_MATERIAL, Position.UNMAPPED),
    ("chocolate", "BE", Stage.FINAL_PRODUCTION, Position.DIRECT),
)


def profiles() -> tuple[RiskProfile, ...]:
    return tuple(_profile(right, *place) for place in _PLACES for right in RIGHTS)


def _profile(right: str, group: str, country: str, stage: Stage, position: Position) -> RiskProfile:
    usual = (Likelihood.LOW, 4) if country == "BE" else (Likelihood.NO_SOURCE, 3)
    likelihood, level = _FIRST.get((right, country, group), usual)
    own = (right, country) == ("wages", "RO")
    named = {"right": Term("right", right), "country": Term("country", country)}
    reasons: tuple[Message, ...] = (
        (Message("The list states a net wage of EUR 250 a month; the poverty line in {country} is EUR 345.", **named),)
        if own
        else (Message("In {country} the practice speaks for it: {right}.", **named),)
    )
    cited = likelihood in (Likelihood.REPORTED, Likelihood.HIGH)
    return RiskProfile(
        position=position,
        country=country,
        product_group=group,
        stage=stage,
        right=right,
        likelihood=likelihood,
        severity=Severity(level, level, level, level, ("scope",)),
        about=About.SUPPLIER if own else About.CONTEXT,
        rule="wage_below_benchmark" if own else "practice",
        confidence=Confidence.HIGH if cited else Confidence.LOW,
        reasons=reasons,
        sources=("uniforms", "goods") if own else ("goods",) if cited else (),
        parts=(f"{group}/part",),
        no_credible_verification=country == "CN" and right == "forced_labour",
    )


def risks(listed: tuple[Supplier, ...], found: tuple[RiskProfile, ...]) -> pl.DataFrame:
    """One row per supplier and profile of its product group, by severity among the plausible, then likelihood."""
    order = list(Likelihood)
    rows = [
        (profile.likelihood in order[4:], profile.severity.level, order.index(profile.likelihood), number, index)
        for index, profile in enumerate(found)
        for number, supplier in enumerate(listed)
        if supplier.match.group == profile.product_group
        and (profile.position is Position.UNMAPPED or supplier.country == profile.country)
    ]
    rows.sort()
    first = {}
    for place, row in enumerate(rows, start=1):
        first.setdefault(row[:3], place)
    return pl.DataFrame(
        [
            (
                first[row[:3]],
                row[3],
                row[4],
                1,
                _people(listed, found, row),
                _spend(listed[row[3]]),
                listed[row[3]].currency,
            )
            for row in rows
        ],
        schema=RISK_COLUMNS,
        orient="row",
    )


def _people(listed: tuple[Supplier, ...], found: tuple[RiskProfile, ...], row: tuple[Any, ...]) -> int | None:
    return listed[row[3]].people if found[row[4]].position is Position.DIRECT else None


def _spend(supplier: Supplier) -> float | None:
    return None if supplier.spend is None else float(supplier.spend)


def priorities(table: pl.DataFrame, found: tuple[RiskProfile, ...]) -> tuple[Priority, ...]:
    grouped = table.group_by("profile", maintain_order=True).agg("supplier", pl.col("rank").first(), pl.col("people"))
    numbers = count(1)
    return tuple(
        Priority(next(numbers), found[row["profile"]], tuple(row["supplier"]), _sum(row["people"]), 1)
        for row in grouped.head(10).iter_rows(named=True)
    )


def _sum(people: list[int | None]) -> int | None:
    known = [each for each in people if each is not None]
    return sum(known) if len(known) == len(people) else None


def assessment() -> Assessment:
    """Eight entries of seven suppliers, fifty-four profiles, one known harm, three things not understood."""
    listed, found = suppliers(), profiles()
    table = risks(listed, found)
    first = priorities(table, found)
    head = Place("ledger.xlsx", "2026", 4)
    return Assessment(
        as_of=date(2026, 11, 22),
        content_version="0.1.0+abcdef",
        suppliers=listed,
        profiles=found,
        risks=table,
        priorities=first,
        harms=(KnownHarm(3, Place("ledger.xlsx", "2026", 7), "Fire in March 2026, three people injured"),),
        if_likelihood_first=tuple((priority, 11 - priority.rank) for priority in first),
        tied_share=0.42,
        folded=False,
        columns=(
            ColumnGuess(Place(head.file, head.sheet, 4, "Leverancier"), "name", Message("A word for it.")),
            ColumnGuess(Place(head.file, head.sheet, 4, "Land"), "country", Message("A word for it.")),
            ColumnGuess(Place(head.file, head.sheet, 4, "Dagboek"), "", Message("No known word.")),
            ColumnGuess(Place(head.file, head.sheet, 4, "KBO"), "be_enterprise", Message("The cells look like it.")),
        ),
        not_understood=(
            NotUnderstood(Place(head.file, head.sheet, 9, "Land"), "Absurdistan", Message("This is no country."),
                          Message("Write the name or the ISO code of a country.")),
            NotUnderstood(Place(head.file, head.sheet, 0, "Dagboek"), "", Message("This column was not used."),
                          Message("Nothing to do if it does not matter.")),
            NotUnderstood(Place(head.file, head.sheet, 12, "Bedrag"), "+veel", Message("This is no amount."),
                          Message("Write a number.")),
        ),
    )  # fmt: skip
