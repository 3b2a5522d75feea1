"""The reports as tagged PDF (PDF/UA-1), set by Typst from the template `typst/report.typ`.

The document goes to Typst as data, never as markup, so nothing that a list contains can become an instruction.
Only bundled typefaces are used and the clock is that of the assessment: equal input gives equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, time
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson
import typst

from vigie.outputs.document import Document
from vigie.outputs.edition import Edition
from vigie.outputs.pictures import palette
from vigie.outputs.risk_report import risk_report
from vigie.outputs.supplier_report import supplier_report
from vigie.outputs.typefaces import FOLDER, MISSING, printable

TEMPLATE = Path(str(files("vigie.outputs") / "typst" / "report.typ"))

COLOURS = {
    "ink": palette.INK,
    "muted": palette.MUTED,
    "hairline": palette.HAIRLINE,
    "accent": palette.ACCENT,
    "severity": palette.SEVERITY,
}


def write(edition: Edition, directory: Path) -> Iterator[Path]:
    """Writes `report.pdf`, and `report-for-suppliers.pdf` for forwarding."""
    for name, document in (("report", risk_report(edition)), ("report-for-suppliers", supplier_report(edition))):
        path = directory / f"{name}.pdf"
        path.write_bytes(compiled(document))
        yield path


def compiled(document: Document) -> bytes:
    """A document as PDF. A letter that no bundled typeface has becomes a square, and the report says so."""
    data = plain(document)
    data["colours"] = COLOURS
    text = orjson.dumps(data, option=orjson.OPT_NON_STR_KEYS).decode()
    data["letters_missing"] = MISSING in text
    return bytes(
        typst.compile(
            TEMPLATE,
            font_paths=[FOLDER],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"document": orjson.dumps(data, option=orjson.OPT_NON_STR_KEYS).decode()},
            pdf_standards=["ua-1"],
            timestamp=datetime.combine(document.as_of, time(), UTC),
        )
    )


def plain(value: Any) -> Any:
    """Blocks as plain data, each with its `kind`; texts as the typefaces can show them."""
    if is_dataclass(value):
        data = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return data | {"kind": type(value).__name__.lower()}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return printable(value) if isinstance(value, str) else value
