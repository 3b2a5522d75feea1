"""The PDF is tagged, says what it is, and sets every word with its own typefaces."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from vigie.outputs.document import Cell, Column, Heading, Paragraph, Table
from vigie.outputs.edition import Edition
from vigie.outputs.pdf import compiled
from vigie.outputs.risk_report import risk_report
from vigie.outputs.typefaces import MISSING, printable


@pytest.fixture(scope="module", params=["report.pdf", "report-for-suppliers.pdf"])
def pdf(written: Path, request: pytest.FixtureRequest) -> PdfReader:
    return PdfReader(written / request.param)


def structure(pdf: PdfReader) -> list[dict[str, Any]]:
    """Every element of the structure tree."""
    found, waiting = [], [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            found.append(node)
            waiting.extend([node["/K"]] if "/K" in node else [])
    return found


def test_it_declares_itself_accessible(pdf: PdfReader) -> None:
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-BE"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert pdf.metadata is not None
    assert pdf.metadata.title


def test_every_picture_has_a_text_alternative(pdf: PdfReader) -> None:
    figures = [node for node in structure(pdf) if node.get("/S") == "/Figure"]
    assert len(figures) == 3
    for figure in figures:
        assert len(str(figure["/Alt"])) > 40


def test_headings_lists_and_tables_are_tagged_as_such(pdf: PdfReader) -> None:
    tags = {str(node.get("/S")) for node in structure(pdf)}
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/TOC", "/Link"} <= tags


def test_only_bundled_typefaces_are_used(pdf: PdfReader) -> None:
    names = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in pdf.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert names
    assert all("Source" in name for name in names)


def test_its_dates_are_those_of_the_assessment(pdf: PdfReader) -> None:
    assert pdf.metadata is not None
    assert str(pdf.metadata.creation_date)[:10] == "2026-11-22"


def test_the_summary_fits_on_the_first_page(written: Path) -> None:
    first, second, *_ = PdfReader(written / "report.pdf").pages
    assert "What to do this week" in first.extract_text()
    assert "Contents" in second.extract_text()


def test_a_summary_that_needs_more_than_its_page_does_not_leave_the_next_one_empty(
    edition: Edition, tmp_path: Path
) -> None:
    document = risk_report(edition)
    more = tuple(Paragraph(f"One more thing, the {number}th.") for number in range(30))
    longer = replace(document, blocks=(document.blocks[0], *more, *document.blocks[1:]))
    (tmp_path / "t.pdf").write_bytes(compiled(longer))
    second = PdfReader(tmp_path / "t.pdf").pages[1].extract_text()
    assert "What to do this week" in second
    assert "Contents" in second


def test_a_row_of_many_places_does_not_run_into_the_next_cell(edition: Edition, tmp_path: Path) -> None:
    places = Cell("suppliers.csv:60, suppliers.csv:101, suppliers.csv:173")
    table = Table(
        "Wide", (Column("a", 2), Column("b", 2), Column("Row", 1.2), Column("Why", 2.4)),
        ((Cell("x"), Cell("y"), places, Cell("because")),),
    )  # fmt: skip
    document = risk_report(edition)
    (tmp_path / "t.pdf").write_bytes(compiled(replace(document, blocks=(*document.blocks, table))))
    text = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "t.pdf").pages)
    assert "suppliers.csv:60, suppliers.csv:101" not in text
    assert text.index("suppliers.csv:60") < text.index("suppliers.csv:101") < text.index("suppliers.csv:173")


def test_a_heading_and_the_sentence_below_it_stay_with_their_table(edition: Edition, tmp_path: Path) -> None:
    table = Table("The caption", (Column("a"),), ((Cell("x"),), (Cell("y"),)))
    document = risk_report(edition)
    for lines in range(34, 39):
        chapter = (Heading(1, "A long chapter", "long", new_page=True), *(Paragraph("One."),) * lines)
        end = (Heading(1, "Last chapter", "last"), Paragraph("It leads to the table."), table)
        (tmp_path / "t.pdf").write_bytes(compiled(replace(document, blocks=(*document.blocks, *chapter, *end))))
        pages = [page.extract_text() for page in PdfReader(tmp_path / "t.pdf").pages]
        at = [page for page, text in enumerate(pages) if "It leads to the table." in text]
        assert [page for page, text in enumerate(pages) if "The caption" in text] == at, lines


def test_a_letter_that_no_typeface_has_is_shown_as_missing_and_explained(edition: Edition, tmp_path: Path) -> None:
    document = risk_report(edition)
    (tmp_path / "t.pdf").write_bytes(compiled(replace(document, blocks=(*document.blocks, Paragraph("深圳 Łódź")))))
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "t.pdf").pages)
    assert f"{MISSING}{MISSING} Łódź" in text
    assert "A black square stands for a letter that this typeface does not have" in " ".join(text.split())


def test_what_a_list_holds_is_never_taken_for_instructions(edition: Edition, tmp_path: Path) -> None:
    attack = '#panic("x") $ *bold* @ref <label> \\ #read("/etc/passwd")'
    document = risk_report(edition)
    (tmp_path / "t.pdf").write_bytes(compiled(replace(document, blocks=(*document.blocks, Paragraph(attack)))))
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "t.pdf").pages)
    assert attack in " ".join(text.split())


def test_printable_keeps_what_can_be_set() -> None:
    assert printable("Ünï-čode “quoted” – €5 №") == "Ünï-čode “quoted” – €5 №"
    assert printable("a\x00b\x1f\N{NO-BREAK SPACE}c") == "ab\N{NO-BREAK SPACE}c"
    assert printable("שלום") == MISSING * 4
