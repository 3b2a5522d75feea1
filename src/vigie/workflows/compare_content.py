"""Says which results change between two versions of the content, and for whom: typical chains, or real suppliers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from vigie.content import Content
from vigie.model.assessment import RiskProfile
from vigie.model.changes import Change, Standing, Subject
from vigie.model.content import Stage
from vigie.risk.profiles import Key, Profiles
from vigie.workflows.assess_suppliers import Job, assess_suppliers


def compare_content(before: Content, after: Content, lists: Sequence[Path], as_of: date) -> tuple[Change, ...]:
    """The results that change from one version to the other, worst first.

    With supplier lists they are those of the suppliers in them; without, those of every product group's typical
    chain, at each of its likely places.
    """
    then, now = (_standings(content, lists, as_of) for content in (before, after))
    changes = (
        Change(subject, then.get(subject), now.get(subject))
        for subject in then.keys() | now.keys()
        if then.get(subject) != now.get(subject)
    )
    return tuple(sorted(changes, key=_worst_first))


def _worst_first(change: Change) -> tuple[str, Subject]:
    return min(each.severity for each in (change.before, change.after) if each), change.subject


def _standings(content: Content, lists: Sequence[Path], as_of: date) -> Mapping[Subject, Standing]:
    profiles = _of_suppliers(content, lists, as_of) if lists else _of_chains(content, as_of)
    return {
        Subject(supplier, each.product_group, each.stage, each.country, each.right): Standing(
            str(each.severity.level), each.likelihood
        )
        for supplier, each in profiles
    }


def _of_chains(content: Content, as_of: date) -> Iterator[tuple[str, RiskProfile]]:
    profiles = Profiles(content, as_of)
    for group in content.products:
        key = Key(group, "", Stage.FINAL_PRODUCTION, producer=False)
        yield from (("", profile) for profile in profiles.behind(key))


def _of_suppliers(content: Content, lists: Sequence[Path], as_of: date) -> Iterable[tuple[str, RiskProfile]]:
    found = assess_suppliers(Job(lists, {}, as_of, expand=True), content)
    for supplier, profile in found.risks.select("supplier", "profile").iter_rows():
        yield found.suppliers[supplier].name, found.profiles[profile]
