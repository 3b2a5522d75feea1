"""What changes in the results from one version of the content to another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """How a risk stands: severity 1 to 4 and likelihood, as codes."""

    severity: str
    likelihood: str


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """Whose risk it is; `supplier` is empty for a typical chain."""

    supplier: str
    product_group: str
    stage: str
    country: str
    right: str


@dataclass(frozen=True, slots=True)
class Change:
    """One result that is not the same under two versions of the content; None where it is not there at all."""

    subject: Subject
    before: Standing | None
    after: Standing | None
