"""Documents are read as people hand them in, and none is trusted."""

import io
import zipfile
from pathlib import Path

import pytest
from odf.opendocument import OpenDocumentText
from odf.text import H, List, ListItem, P
from reportlab.pdfgen.canvas import Canvas

from vigie.errors import UnreadableInput
from vigie.procurement.clauses.documents import decode, read_document
from vigie.sources.limits import Limits

LIMITS = Limits(max_file_bytes=1_000_000, max_rows=10, max_unpacked_ratio=200, max_unpacked_bytes=2_000_000)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(path: Path, body: str, part: str = "word/document.xml", head: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(part, f'{head}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    return path


def paragraph(text: str, before: str = "") -> str:
    return f"<w:p>{before}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_paragraphs_items_and_tables_of_word_become_lines(tmp_path: Path) -> None:
    item = "<w:pPr><w:numPr/></w:pPr>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph('who')}</w:tc><w:tc>{paragraph('when')}</w:tc></w:tr></w:tbl>"
    body = paragraph("Article 1") + paragraph("a list", item) + table + "<w:p><w:r><w:t>x</w:t><w:tab/></w:r></w:p>"
    read = read_document(docx(tmp_path / "a.docx", body), LIMITS)
    assert read.name == "a.docx"
    assert [line.strip() for line in read.text.splitlines() if line.strip()] == [
        "Article 1",
        "- a list",
        "who",
        "when",
        "x",
    ]


def test_words_of_a_paragraph_that_word_cut_into_runs_stay_one_word(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>sub</w:t></w:r><w:r><w:t>contractor</w:t></w:r></w:p>"
    assert read_document(docx(tmp_path / "a.docx", body), LIMITS).text == "subcontractor"


def test_opendocument_text_is_read_with_its_headings_and_lists(tmp_path: Path) -> None:
    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Clause 1"))
    document.text.addElement(P(text="The contractor acts."))
    items = List()
    item = ListItem()
    item.addElement(P(text="a list"))
    items.addElement(item)
    document.text.addElement(items)
    path = tmp_path / "a.odt"
    document.save(str(path))
    assert read_document(path, LIMITS).text.splitlines() == ["Clause 1", "The contractor acts.", "- a list"]


def test_the_text_of_a_pdf_is_read_and_a_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(100, 700, "The contractor submits a report.")
    canvas.save()
    assert "submits a report" in read_document(path, LIMITS).text
    empty = Canvas(str(tmp_path / "b.pdf"))
    empty.rect(1, 1, 5, 5)
    empty.save()
    with pytest.raises(UnreadableInput, match="pictures"):
        read_document(tmp_path / "b.pdf", LIMITS)


def test_pdf_is_said_to_need_a_package_where_it_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4")
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    with pytest.raises(UnreadableInput, match="pypdf"):
        read_document(path, LIMITS)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("né".encode(), "né"),
        ("né".encode("utf-8-sig"), "né"),
        ("né".encode("cp1252"), "né"),
        ("né".encode("utf-16"), "né"),
    ],
)
def test_plain_text_is_read_in_the_encodings_people_use(data: bytes, text: str) -> None:
    assert decode(data) == text


def test_a_text_file_in_unicode_of_two_bytes_is_text_and_other_binaries_are_not(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("né".encode("utf-16"))
    assert read_document(path, LIMITS).text == "né"
    path.write_bytes(b"\x00\x01\x02")
    with pytest.raises(UnreadableInput, match="not a text"):
        read_document(path, LIMITS)


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
"""The beginning of an entity bomb."""


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.pdf"])
def test_a_damaged_document_is_refused_by_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.4 broken" if name.endswith("pdf") else b"PK\x03\x04 broken")
    with pytest.raises(UnreadableInput) as refused:
        read_document(path, LIMITS)
    assert refused.value.where == name


def test_hostile_documents_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="entities"):
        read_document(docx(tmp_path / "a.docx", "", head=BOMB), LIMITS)
    with pytest.raises(UnreadableInput, match="damaged"):
        read_document(docx(tmp_path / "b.docx", "<w:p>"), LIMITS)
    with pytest.raises(UnreadableInput, match="damaged"):
        read_document(docx(tmp_path / "c.docx", "", part="other.xml"), LIMITS)
    with pytest.raises(UnreadableInput, match="unpacks"):
        read_document(docx(tmp_path / "d.docx", paragraph("a" * 1_500_000)), LIMITS)


def test_a_part_in_another_encoding_cannot_hide_entities(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", (BOMB + "<x>&a;</x>").encode("utf-16"))
    with pytest.raises(UnreadableInput, match="entities"):
        read_document(path, LIMITS)


def test_missing_and_large_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="cannot be opened"):
        read_document(tmp_path / "none.txt", LIMITS)
    large = tmp_path / "large.txt"
    large.write_bytes(b"a" * 1_000_001)
    with pytest.raises(UnreadableInput, match="larger"):
        read_document(large, LIMITS)


def test_a_locked_word_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    data = bytearray(packed.getvalue())
    data[6] |= 1  # the flag of encryption, in the member and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(UnreadableInput, match="locked"):
        read_document(path, LIMITS)
