"""The version for suppliers speaks of contexts and holds nothing of the list."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.outputs.reading import text_of

from vigie.errors import Message
from vigie.model.assessment import About, Assessment
from vigie.outputs.document import Entry, Note
from vigie.outputs.edition import Edition
from vigie.outputs.html import page
from vigie.outputs.pdf import plain
from vigie.outputs.supplier_report import supplier_report

names = st.text("QXZJ", min_size=6, max_size=12).map(lambda name: f"{name} bv")
amounts = st.integers(70_000_000, 99_999_999)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=names, spend=amounts, people=amounts, wage=amounts)
def test_no_name_amount_wage_row_or_number_of_workers_of_the_list_is_in_it(
    edition: Edition, name: str, spend: int, people: int, wage: int
) -> None:
    suppliers = tuple(
        replace(each, name=name, spend=Decimal(spend), people=people, monthly_net_wage=Decimal(wage), product=name)
        for each in edition.assessment.suppliers
    )
    reason = Message("{name} pays {wage}.", name=name, wage=wage)
    profiles = tuple(
        replace(each, reasons=(reason,)) if each.about is not About.CONTEXT else each
        for each in edition.assessment.profiles
    )
    assessment = replace(edition.assessment, suppliers=suppliers, profiles=profiles)
    document = supplier_report(Edition(assessment, edition.content, edition.language))
    everything = str(plain(document))
    assert name not in everything
    assert "ledger.xlsx" not in everything
    for number in (spend, people, wage):
        assert str(number) not in everything
        assert edition.language.number(number) not in everything


def test_it_says_that_a_context_is_not_an_accusation(edition: Edition) -> None:
    document = supplier_report(edition)
    note = next(block for block in document.blocks if isinstance(block, Note))
    assert note.text == "It is about a context and says nothing about this supplier."


def test_it_shows_contexts_and_leaves_out_what_is_about_a_supplier(edition: Edition) -> None:
    entries = [block for block in supplier_report(edition).blocks if isinstance(block, Entry)]
    assert len(entries) == 10
    assert "Wages: Workwear, Romania" not in [entry.title for entry in entries]
    assert "Child labour: ICT equipment, DR Congo" in [entry.title for entry in entries]
    assert {fact.name for entry in entries for fact in entry.facts.pairs} == {
        "Severity",
        "Likelihood",
        "About",
        "Stage",
    }


def test_without_any_context_it_says_so(edition: Edition, empty: Assessment) -> None:
    text = text_of(supplier_report(Edition(empty, edition.content, edition.language)))
    assert "No plausible risk was found in any context." in text


def test_its_page_tells_no_supplier_country(edition: Edition) -> None:
    assert "direct suppliers" not in page(supplier_report(edition))


def test_sources_of_contexts_that_are_not_shown_are_counted_without_naming_the_workbook(edition: Edition) -> None:
    profiles = tuple(
        replace(each, sources=("unused",)) if each.rule == "practice" and each.severity.level == 4 else each
        for each in edition.assessment.profiles
    )
    assessment = replace(edition.assessment, profiles=profiles)
    text = text_of(supplier_report(Edition(assessment, edition.content, edition.language)))
    assert "the other contexts rest on 1 more." in text
    assert "workbook" not in text
