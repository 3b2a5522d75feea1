"""The Word file opens anywhere, says every word of the document, and lets nobody smuggle markup into it."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from vigie.outputs.document import Cell, Column, Facts, Heading, Items, Note, Paragraph, Table
from vigie.outputs.prepared.docx import docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(data: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


def paragraphs(data: bytes) -> list[str]:
    body = parts(data)["word/document.xml"]
    return ["".join(each.itertext()) for each in body.iter(f"{W}p")]


BLOCKS = (
    Heading(1, "Award", "award"),
    Heading(2, "1. Plan", "plan"),
    Paragraph("One line\nand another"),
    Items(("first", "second")),
    Items(("first", "second"), ordered=True),
    Note("Name:", "what it is"),
    Table("Articles", (Column("Article", 1), Column("Reason", 3)), ((Cell("art. 44"), Cell("because")),)),
)


def test_all_words_stand_in_the_file_in_their_order():
    assert paragraphs(docx("Clauses", BLOCKS, "nl_BE")) == [
        "Clauses",
        "Award",
        "1. Plan",
        "One line",
        "and another",
        "•\u00a0first",
        "•\u00a0second",
        "1.\u00a0first",
        "2.\u00a0second",
        "Name: what it is",
        "Articles",
        "Article",
        "Reason",
        "art. 44",
        "because",
        "",
    ]


def test_headings_lists_and_language_are_told_to_the_reader_software():
    found = parts(docx("Clauses", BLOCKS, "nl_BE"))
    used = {each.get(f"{W}val") for each in found["word/document.xml"].iter(f"{W}pStyle")}
    known = {each.get(f"{W}styleId") for each in found["word/styles.xml"].iter(f"{W}style")}
    assert used <= known
    assert {"Heading1", "Heading2", "Title"} <= used
    assert next(found["word/styles.xml"].iter(f"{W}lang")).get(f"{W}val") == "nl-BE"
    assert len(list(found["word/document.xml"].iter(f"{W}tblHeader"))) == 1


@given(st.text(max_size=60))
def test_whatever_is_typed_stays_text(typed):
    found = paragraphs(docx(typed, [Paragraph(typed)], "en_GB"))
    assert len(found) == 1 + typed.count("\n") + 1
    body = etree.tostring(parts(docx("t", [Paragraph("<w:p/>]]>&amp;")], "en_GB"))["word/document.xml"]).decode()
    assert "&lt;w:p/&gt;" in body


def test_equal_documents_give_equal_files():
    assert docx("Clauses", BLOCKS, "fr_BE") == docx("Clauses", BLOCKS, "fr_BE")


def test_a_block_that_these_papers_do_not_have_is_a_mistake_of_ours():
    with pytest.raises(TypeError, match="Facts"):
        docx("x", [Facts(())], "en_GB")
