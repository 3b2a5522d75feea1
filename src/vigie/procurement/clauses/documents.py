"""Reads contract documents as plain text: text, Markdown, Word, OpenDocument and PDF, without trusting any of them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element as Node

from vigie.errors import Message, UnreadableInput
from vigie.model.clauses import ClauseText
from vigie.sources.limits import Limits

BLOCKS = ("p", "h", "tr", "table-row")
"""The local names of what stands on lines of its own in Word and OpenDocument."""
SPACES = ("tab", "br", "cr", "s", "line-break", "tc", "table-cell")
"""The local names of what is written as a space between words."""
ITEMS = ("numPr",)
"""Inside a paragraph of Word: it is an item of a list."""
PIECE = 1 << 20


def read_document(path: Path, limits: Limits) -> ClauseText:
    """The text of a file. Raises `UnreadableInput` where it is missing, too large, broken or of an unknown kind."""
    try:
        if path.stat().st_size > limits.max_file_bytes:
            raise _refused(path, Message("The file is larger than {most} bytes.", most=limits.max_file_bytes))
        data = path.read_bytes()
    except OSError as error:
        raise _refused(path, Message("The file cannot be opened: {reason}.", reason=_reason(error))) from error
    reader = KINDS.get(path.suffix.lower(), _plain)
    return ClauseText(path.name, reader(path, data, limits))


def _refused(path: Path, what: Message) -> UnreadableInput:
    advice = Message("Save the document as text, Word, OpenDocument or PDF, or paste its text.")
    return UnreadableInput(what, where=path.name, advice=advice)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _plain(path: Path, data: bytes, _: Limits) -> str:
    if b"\0" in data[:PIECE] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(path, Message("This is not a text that Vigie can read."))
    return decode(data)


def decode(data: bytes) -> str:
    """Text of unknown encoding: Unicode where it is valid, else the Western European code page."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _word(path: Path, data: bytes, limits: Limits) -> str:
    return _packed(path, data, "word/document.xml", limits)


def _open(path: Path, data: bytes, limits: Limits) -> str:
    return _packed(path, data, "content.xml", limits)


def _packed(path: Path, data: bytes, part: str, limits: Limits) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            raw = b"".join(_pieces(path, packed, part, len(data), limits))
    except (zipfile.BadZipFile, KeyError, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise _refused(path, Message("The document is damaged, locked or not of the kind its name says.")) from error
    return _text(path, raw)


def _pieces(path: Path, packed: zipfile.ZipFile, part: str, size: int, limits: Limits) -> Iterator[bytes]:
    """The part, until it is larger than any honest document of this size unpacks to."""
    most = min(limits.max_unpacked_bytes, int(size * limits.max_unpacked_ratio))
    with packed.open(part) as unpacked:
        while piece := unpacked.read(PIECE):
            most -= len(piece)
            if most < 0:
                raise _refused(path, Message("The document unpacks to more than an honest one would."))
            yield piece


def _text(path: Path, raw: bytes) -> str:
    """The words of the XML; one that declares entities is refused, so that none can grow or reach out."""
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw or not raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise _refused(path, Message("The document declares entities of its own, which no word processor writes."))
    parts: list[str] = []
    try:
        for event, node in ElementTree.iterparse(io.BytesIO(raw), events=("start", "end")):  # noqa: S314 (no entities)
            parts.extend(_written(event, node))
            if event == "end" and _local(node) in BLOCKS:
                node.clear()
    except ElementTree.ParseError as error:
        raise _refused(path, Message("The document is damaged, locked or not of the kind its name says.")) from error
    return "".join(parts).strip()


def _written(event: str, node: Node) -> Iterator[str]:
    name = _local(node)
    if event == "start":
        if name in ITEMS or name == "list-item":
            yield "- "
        if name in SPACES:
            yield " "
        return
    if name == "t" and node.text:
        yield node.text
    if name in BLOCKS:
        yield from (_open_words(node) if name in ("p", "h") and not _is_word(node) else ())
        yield "\n"


def _open_words(node: Node) -> Iterator[str]:
    """The words of a paragraph of OpenDocument, where text stands between the nodes."""
    return (piece for piece in node.itertext() if piece)


def _is_word(node: Node) -> bool:
    return "openxmlformats" in node.tag or "purl.oclc.org" in node.tag


def _local(node: Node) -> str:
    return node.tag.rpartition("}")[2]


def _pdf(path: Path, data: bytes, _: Limits) -> str:
    try:
        import pypdf
    except ImportError as error:
        raise _refused(path, Message("PDF documents need the package {name}.", name="pypdf")) from error
    try:
        text = "\n\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    except (pypdf.errors.PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError, AttributeError) as error:
        raise _refused(path, Message("The document is damaged, locked or not of the kind its name says.")) from error
    if not text.strip():
        raise _refused(path, Message("The document holds pictures of pages and no text."))
    return text


KINDS: dict[str, Callable[[Path, bytes, Limits], str]] = {".docx": _word, ".odt": _open, ".pdf": _pdf}
"""How each kind of document is read; every other file must be plain text."""
