"""What the report says, read as text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.outputs.reading import text_of

from vigie.errors import Message
from vigie.model.assessment import Assessment, Likelihood, ProductMatch
from vigie.model.records import ColumnGuess, NotUnderstood, Place
from vigie.outputs.document import Document, Entry, Heading, Items, Table
from vigie.outputs.edition import Edition
from vigie.outputs.risk_report import risk_report
from vigie.outputs.sections.gaps import SHOWN

GOLDEN = Path(__file__).parent / "golden" / "report.en.txt"


@pytest.fixture(scope="module")
def report(edition: Edition) -> Document:
    return risk_report(edition)


def changed(edition: Edition, **changes: object) -> str:
    assessment = replace(edition.assessment, **changes)  # type: ignore[arg-type]
    return text_of(risk_report(Edition(assessment, edition.content, edition.language)))


def test_the_report_reads_as_agreed(report: Document) -> None:
    assert text_of(report) == GOLDEN.read_text(encoding="utf-8")


def test_the_chapters_come_in_the_order_in_which_they_are_needed(report: Document) -> None:
    chapters = [block.text for block in report.blocks if isinstance(block, Heading) and block.level == 1]
    assert chapters == [
        "Summary",
        "Known harms: remedy at once",
        "The chain in three pictures",
        "Where to look first",
        "How firm this order is",
        "What we do not know",
        "How the list was read",
        "Method",
        "Sources",
    ]


def test_where_speaking_is_unsafe_no_step_is_an_audit_or_an_interview(report: Document) -> None:
    entry = next(each for each in report.blocks if isinstance(each, Entry) and "Forced labour" in each.title)
    assert entry.steps == ("Trace it.", "Substitute it.")


def test_a_supplier_itself_gets_other_steps_than_a_stage_behind_it(report: Document) -> None:
    entries = {each.title: each for each in report.blocks if isinstance(each, Entry)}
    assert entries["Wages: Workwear, Romania"].steps[0] == "Ask the supplier about wages."
    assert entries["Child labour: ICT equipment, DR Congo"].steps[0] == "Ask where it comes from."


def test_a_reported_context_is_said_to_be_no_accusation_and_a_wage_of_the_supplier_is_not(report: Document) -> None:
    entries = {each.title: each.notice for each in report.blocks if isinstance(each, Entry)}
    assert "says nothing about any supplier" in entries["Child labour: Cocoa and chocolate, Côte d'Ivoire"]
    assert entries["Wages: Workwear, Romania"] == ""


def test_without_a_known_harm_there_is_no_chapter_about_it(edition: Edition) -> None:
    text = changed(edition, harms=())
    assert "Known harms" not in text
    assert "Start with the known harms" not in text


def test_several_harms_are_counted(edition: Edition) -> None:
    assert "reports 2 harms to people" in changed(edition, harms=edition.assessment.harms * 2)


def test_nothing_plausible_is_never_said_to_be_safe(edition: Edition, empty: Assessment) -> None:
    text = text_of(risk_report(Edition(empty, edition.content, edition.language)))
    assert "We found no plausible risk. That does not mean safe" in text
    assert "No plausible risk was found, so there is no order to give." in text
    assert "Everything that was read was understood." in text
    assert "Every place that was assessed rests on at least one source." in text
    assert "No stage behind the suppliers was assessed." in text
    assert "No place shown in this report rests on a publication." in text
    assert "Spend: unknown" in text


def test_a_single_place_is_said_in_the_singular(edition: Edition) -> None:
    profiles = edition.assessment.profiles
    wages = next(index for index, each in enumerate(profiles) if each.rule == "wage_below_benchmark")
    risks = edition.assessment.risks.filter(edition.assessment.risks["profile"] == wages)
    text = changed(edition, risks=risks, priorities=edition.assessment.priorities[5:6])
    assert "People are plausibly at risk in one place" in text
    assert "Behind the suppliers, at stages that nobody has mapped yet" not in text


def test_sources_that_stand_behind_no_place_shown_are_counted(edition: Edition) -> None:
    assert "The workbook names 2 more" in changed(edition, priorities=())


def test_rows_that_fail_alike_stand_together_and_a_long_list_says_what_it_leaves_out(edition: Edition) -> None:
    what, remedy = Message("This is no country."), Message("Write a country.")
    alike = [NotUnderstood(Place("l.csv", "", row, "Land"), "Belgie?", what, remedy) for row in range(2, 22)]
    others = [NotUnderstood(Place("l.csv", "", row, "Land"), f"X{row}", what, remedy) for row in range(30, 70)]
    text = changed(edition, not_understood=(*alike, *others))
    assert "2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 8 more | Land | Belgie?" in text
    assert f"And {41 - SHOWN} more, in not_understood.csv." in text


def test_products_that_were_not_recognised_are_shown_once_per_text(edition: Edition) -> None:
    unread = ProductMatch("", 0.0, "", Message("No word fits."))
    suppliers = tuple(replace(each, product="varia", match=unread) for each in edition.assessment.suppliers[:3])
    text = changed(edition, suppliers=(*suppliers, *edition.assessment.suppliers[3:]))
    assert text.count("varia | ") == 1
    assert "We abstained on these products." in text


def test_columns_of_several_files_are_told_apart(edition: Edition) -> None:
    first, *rest = edition.assessment.suppliers
    moved = replace(first, rows=(Place("other.csv", "", 3),))
    guesses = (ColumnGuess(Place("other.csv", "", 1, "Land"), "country", Message("Its cells are countries.")),)
    text = changed(edition, suppliers=(moved, *rest), columns=guesses)
    assert "other.csv:Land | country | Its cells are countries." in text


def test_a_group_that_a_supplier_enters_twice_counts_it_once(edition: Edition) -> None:
    group = next(each for each in edition.findings.groups if each.profile.country == "CI")
    assert group.suppliers == 2


def test_a_folded_group_counts_the_suppliers_of_its_rows(edition: Edition, folded: Assessment) -> None:
    findings = Edition(folded, edition.content, edition.language).findings
    group = next(each for each in findings.groups if each.profile.country == "CI")
    assert group.suppliers == 2500


def test_our_ignorance_and_theirs_are_counted_apart(edition: Edition) -> None:
    findings = edition.findings
    ours, theirs = (len(findings.with_likelihood(each)) for each in (Likelihood.NO_SOURCE, Likelihood.UNDISCLOSED))
    items = next(block for block in risk_report(edition).blocks if isinstance(block, Items) and not block.ordered)
    assert f"for {ours} places we have no source" in items.entries[0]
    assert f"in {theirs} places the hazard is known" in items.entries[1]


def test_no_table_row_is_longer_or_shorter_than_its_header(report: Document) -> None:
    for block in report.blocks:
        if isinstance(block, Table):
            assert {len(row) for row in block.rows} <= {len(block.columns)}
