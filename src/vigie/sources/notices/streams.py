"""Opens what may hold notices: plain, gzip, zip or tar; never more than its bounds, each member with its place."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from vigie.errors import Message, UnreadableInput
from vigie.model.notices import NoticeFault, NoticePlace
from vigie.sources.notices.limits import NoticeLimits

_ZIP, _GZIP = b"PK", b"\x1f\x8b"
_TAR_AT, _TAR = 257, b"ustar"
_HEAD = 512
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
_BUFFER = 1 << 16
_AGAIN = Message("Fetch the file again from where it was published, and give that.")

BROKEN = (EOFError, zlib.error, OSError, zipfile.BadZipFile, tarfile.TarError, ValueError, NotImplementedError)
"""What the libraries raise where packed bytes are damaged or cut off."""


Stream = io.RawIOBase | io.BufferedIOBase | IO[bytes] | gzip.GzipFile
"""What the libraries give to read from."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A stream of one document or of many, and where it stands."""

    place: NoticePlace
    stream: io.BufferedReader[Any]


class Bounded(io.RawIOBase):
    """A stream that refuses to give more than a packed file may honestly hold."""

    def __init__(self, inner: Stream, most: int, place: NoticePlace) -> None:
        self._inner = inner
        self._left = most
        self._place = place

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills the buffer. Raises `UnreadableInput` past the bound."""
        data = self._inner.read(len(buffer)) or b""
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableInput(
                Message("The file unpacks to far more than notices need, as attacks do, so it was not read further."),
                where=str(self._place),
                advice=Message("Unpack it yourself, look at it, and give the notices."),
            )
        buffer[: len(data)] = data
        return len(data)


def opened(path: Path, shown: str, limits: NoticeLimits) -> Iterator[Opened | NoticeFault]:
    """Every stream in a file, in its order. What cannot be opened is a fault, and the rest goes on."""
    place = NoticePlace(shown)
    try:
        with path.open("rb", buffering=0) as file:
            yield from _of(place, file, path.stat().st_size, limits, packed=0)
    except UnreadableInput as error:
        yield fault(place, error)
    except BROKEN as error:
        yield broken(place, error)


def fault(place: NoticePlace, error: UnreadableInput) -> NoticeFault:
    """A refusal as a fault."""
    return NoticeFault(place, error.what, error.advice)


def broken(place: NoticePlace, error: BaseException) -> NoticeFault:
    """A fault for bytes that are damaged or cut off."""
    if isinstance(error, PermissionError):
        what = Message("You are not allowed to read this file.")
        return NoticeFault(place, what, Message("Ask for the right to read it, or copy it to a folder of your own."))
    return NoticeFault(place, Message("The file is damaged or cut off; what stood before was read."), _AGAIN)


def _of(
    place: NoticePlace, stream: Stream, size: int, limits: NoticeLimits, packed: int
) -> Iterator[Opened | NoticeFault]:
    """The streams in a stream; a packed file in a packed file in a packed file is refused."""
    raw = stream if isinstance(stream, io.RawIOBase) else _Raw(stream)
    with io.BufferedReader(raw, _BUFFER) as buffered:
        head = buffered.peek(_HEAD)[:_HEAD]
        if head.startswith((_ZIP, _GZIP)) and packed > 1:
            yield NoticeFault(place, Message("The file is packed three times over, so it was not opened."), _AGAIN)
        elif head.startswith(_GZIP):
            most = _most(size, limits)
            inner = Bounded(gzip.GzipFile(fileobj=buffered), most, place)
            yield from _of(place, inner, most, limits, packed + 1)
        elif head.startswith(_ZIP):
            yield from _zip(place, buffered, limits, packed)
        elif head[_TAR_AT:].startswith(_TAR):
            yield from _tar(place, buffered, limits)
        else:
            yield Opened(place, buffered)


class _Raw(io.RawIOBase):
    """Any stream of bytes as a raw one, so that it can be looked into before it is read."""

    def __init__(self, inner: Stream) -> None:
        self._inner = inner

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills the buffer."""
        data = self._inner.read(len(buffer)) or b""
        buffer[: len(data)] = data
        return len(data)


def _most(size: int, limits: NoticeLimits) -> int:
    return int(min(limits.max_unpacked_bytes, max(size * limits.max_unpacked_ratio, limits.max_document_bytes)))


def _zip(
    place: NoticePlace, stream: io.BufferedReader[Any], limits: NoticeLimits, packed: int
) -> Iterator[Opened | NoticeFault]:
    if not stream.seekable():
        yield NoticeFault(place, Message("A zip inside another packed file cannot be read."), _AGAIN)
        return
    with zipfile.ZipFile(stream) as archive:
        members = [each for each in archive.infolist() if not each.is_dir()]
        if any(each.filename in _OFFICE for each in members):
            what = Message("The file is a workbook or a text document, not an archive of notices.")
            yield NoticeFault(place, what, Message("Give notices as eForms XML or as OCDS JSON."))
            return
        if len(members) > limits.max_members:
            what = Message("The archive has more than {most} files.", most=limits.max_members)
            yield NoticeFault(place, what, Message("Split it into several archives."))
            return
        for member in members:
            inside = NoticePlace(place.file, member.filename)
            try:
                with archive.open(member) as file:
                    most = _most(member.compress_size, limits)
                    yield from _of(inside, Bounded(file, most, inside), most, limits, packed + 1)
            except UnreadableInput as error:
                yield fault(inside, error)
            except RuntimeError:
                what = Message("The file is protected by a password.")
                yield NoticeFault(inside, what, Message("Unpack it with its password, and give the notices."))
            except BROKEN as error:
                yield broken(inside, error)


def _tar(place: NoticePlace, stream: io.BufferedReader[Any], limits: NoticeLimits) -> Iterator[Opened | NoticeFault]:
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for number, member in enumerate(archive):
            if number >= limits.max_members:
                what = Message("The archive has more than {most} files.", most=limits.max_members)
                yield NoticeFault(place, what, Message("Split it into several archives."))
                return
            file = archive.extractfile(member) if member.isfile() else None
            if file is not None:
                yield Opened(NoticePlace(place.file, member.name), io.BufferedReader(_Raw(file)))
