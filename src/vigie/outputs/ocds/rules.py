"""What one rule of the mapping from notices to OCDS says: where something goes, and what it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Target:
    """A place in the release: the names on the way, and the last, which may be a list to add to.

    `base` names the object from which it is counted; empty is the release itself.
    """

    base: str
    way: tuple[str, ...]
    last: str
    many: bool


@dataclass(frozen=True, slots=True)
class ObjectRule:
    """An object of OCDS that begins at a place of the notice.

    `id` is the path of its identifier, `number` from where it is counted if it has none. `shared`: one per parent.
    `via` names how the objects that hold it are found. `links` refer to open objects, `text` to texts nearby.
    """

    name: str
    parent: str
    into: Target
    id: str
    number: int | None
    shared: bool
    via: str
    links: tuple[tuple[str, str], ...]
    text: tuple[tuple[str, str], ...]
    set: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What the text at a place becomes: for which object, at which target, made how, with what."""

    owner: str
    target: Target
    how: str
    given: Any
    unless: str
    via: str
