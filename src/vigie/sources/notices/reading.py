"""The one way in for notices: eForms XML and OCDS JSON, packed or not, become records one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from vigie.errors import Message, UnreadableInput
from vigie.model.notices import Notice, NoticeFault, NoticePlace
from vigie.sources.notices import eforms, releases
from vigie.sources.notices.codes import Codes
from vigie.sources.notices.limits import NoticeLimits
from vigie.sources.notices.splitting import Cut, TooLong, values
from vigie.sources.notices.streams import BROKEN, Opened, broken, fault, opened
from vigie.sources.notices.trees import Element, parse

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_AGAIN = Message("Fetch it again from where it was published, and give that file.")


@dataclass(frozen=True, slots=True)
class Record:
    """A notice, and the tree of its XML where it came as XML."""

    notice: Notice
    tree: Element | None = None


def records(path: Path, shown: str, limits: NoticeLimits, codes: Codes) -> Iterator[Record | NoticeFault]:
    """Everything that a file holds, in its order; what cannot be read is a fault, and the rest goes on.

    At no time is more held than one document, or one release, and a buffer. Never raises for what a file holds.
    """
    for each in opened(path, shown, limits):
        if isinstance(each, NoticeFault):
            yield each
            continue
        try:
            yield from _stream(each, limits, codes)
        except UnreadableInput as error:
            yield fault(each.place, error)
        except BROKEN as error:
            yield broken(each.place, error)


def _stream(each: Opened, limits: NoticeLimits, codes: Codes) -> Iterator[Record | NoticeFault]:
    head = each.stream.peek(64)[:64]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        yield from _json(each, limits, codes)
    elif start.startswith(b"<") or head.startswith(_MARKS[1:]) or b"<\x00" in head or b"\x00<" in head:
        yield _xml(each, limits, codes)
    elif start:
        what = Message("The file is neither XML nor JSON.")
        yield NoticeFault(each.place, what, Message("Give notices as eForms XML or as OCDS JSON."))
    else:
        yield NoticeFault(each.place, Message("The file is empty."), _AGAIN)


def _xml(each: Opened, limits: NoticeLimits, codes: Codes) -> Record:
    data = each.stream.read(limits.max_document_bytes + 1)
    if len(data) > limits.max_document_bytes:
        raise UnreadableInput(
            Message("The notice has more than {most} bytes.", most=limits.max_document_bytes),
            where=str(each.place),
            advice=_AGAIN,
        )
    tree = parse(data, str(each.place))
    return Record(eforms.notice(tree, each.place, codes), tree)


def _json(each: Opened, limits: NoticeLimits, codes: Codes) -> Iterator[Record | NoticeFault]:
    if each.stream.peek(len(_MARKS[0])).startswith(_MARKS[0]):
        each.stream.read(len(_MARKS[0]))
    found = False
    for number, cut in enumerate(values(each.stream, limits.max_document_bytes), start=1):
        place = NoticePlace(each.place.file, each.place.member, number)
        for record in _value(cut, place, codes, limits):
            found = True
            yield record
    if not found:
        what = Message("The JSON holds no release and no record of OCDS.")
        yield NoticeFault(each.place, what, Message("Give releases or records of OCDS, or packages of them."))


def _value(cut: Cut, place: NoticePlace, codes: Codes, limits: NoticeLimits) -> Iterator[Record | NoticeFault]:
    if isinstance(cut, TooLong):
        what = Message("The notice has more than {most} bytes.", most=limits.max_document_bytes)
        yield NoticeFault(place, what, _AGAIN)
        return
    try:
        value = orjson.loads(cut)
    except orjson.JSONDecodeError:
        yield NoticeFault(place, Message("The JSON is broken here and cannot be read."), _AGAIN)
        return
    several = list(releases.releases(value))
    for number, release in enumerate(several, start=1):
        inside = NoticePlace(place.file, place.member, number) if len(several) > 1 else place
        yield Record(releases.notice(release, inside, codes))
