"""Sets a document as a Word file (Office Open XML), with the standard library alone.

Every text is escaped, and what XML cannot hold is left out, so that nothing a person typed becomes markup. Equal
documents give byte-identical files.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from vigie.outputs.document import Block, Heading, Items, Note, Paragraph, Table

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip file can name: no clock is read."""
_LEVEL = '<w:keepNext/><w:spacing w:before="{before}" w:after="100"/><w:outlineLvl w:val="{level}"/>'
_WIDTH = 9000
"""The width of a table in twentieths of a point: A4 with its margins."""

_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_STYLED = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)


def docx(title: str, blocks: Iterable[Block], language: str) -> bytes:
    """A Word file. `language` is that of the text, as `nl_BE`; only texts, lists, notes and tables are known."""
    body = "".join([_paragraph(title, "Title"), *(part for block in blocks for part in _block(block))])
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
    page += 'w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
    return _packed(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "word/_rels/document.xml.rels": _STYLED,
            "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{body}{page}</w:body></w:document>',
            "word/styles.xml": _styles(language.replace("_", "-")),
            "docProps/core.xml": _properties(title, language.replace("_", "-")),
        }
    )


def _packed(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), text.encode(), zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield _paragraph(block.text, f"Heading{block.level}")
        case Paragraph():
            yield from (_paragraph(line, "Normal") for line in block.text.split("\n"))
        case Items():
            yield from (
                _paragraph(f"{_mark(block, place)}\u00a0{entry}", "List")
                for place, entry in enumerate(block.entries, 1)
            )
        case Note():
            yield _paragraph(block.text, "Normal", bold=f"{block.title} ")
        case Table():
            yield _paragraph(block.caption, "Caption")
            yield _table(block)
            yield _paragraph("", "Normal")
        case _:
            raise TypeError(type(block).__name__)


def _mark(items: Items, place: int) -> str:
    return f"{place}." if items.ordered else "\u2022"


def _paragraph(text: str, style: str, bold: str = "") -> str:
    runs = _run(bold, "<w:rPr><w:b/></w:rPr>") if bold else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}{_run(text)}</w:p>'


def _run(text: str, how: str = "") -> str:
    return f'<w:r>{how}<w:t xml:space="preserve">{_safe(text)}</w:t></w:r>' if text else ""


def _safe(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _table(table: Table) -> str:
    total = sum(column.share for column in table.columns)
    widths = [int(_WIDTH * column.share / total) for column in table.columns]
    border = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="999999"/>' for side in ("top", "bottom", "insideH"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row([column.header for column in table.columns], widths, header=True)
    rows = "".join(_row([cell.text for cell in row], widths) for row in table.rows)
    borders = f"<w:tblPr><w:tblBorders>{border}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{borders}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"


def _row(texts: list[str], widths: list[int], *, header: bool = False) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_paragraph('' if header else text, 'Normal', bold=text if header else '')}</w:tc>"
        for text, width in zip(texts, widths, strict=True)
    )
    repeated = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{repeated}{cells}</w:tr>"


def _styles(language: str) -> str:
    """Plain styles with the language set: Word then checks the spelling in it, and screen readers pronounce it."""
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}<w:sz w:val="{size}"/></w:rPr></w:style>'
        for key, name, paragraph, letters, size in (
            ("Title", "Title", '<w:spacing w:after="240"/>', "<w:b/>", 36),
            ("Heading1", "heading 1", _LEVEL.format(before=360, level=0), "<w:b/>", 28),
            ("Heading2", "heading 2", _LEVEL.format(before=240, level=1), "<w:b/>", 24),
            ("List", "List", '<w:ind w:left="360" w:hanging="240"/>', "", 22),
            ("Caption", "caption", '<w:keepNext/><w:spacing w:before="120"/>', "<w:i/>", 20),
        )
    )
    return (
        f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>'
        f"<w:lang w:val={quoteattr(language)}/></w:rPr></w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f'<w:pPr><w:spacing w:after="120"/></w:pPr></w:style>{named}</w:styles>'
    )


def _properties(title: str, language: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{_safe(title)}</dc:title>'
        f"<dc:language>{escape(language)}</dc:language></cp:coreProperties>"
    )
