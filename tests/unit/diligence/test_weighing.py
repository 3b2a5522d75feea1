"""Three values: what holds, what does not, and what a missing fact decides."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.diligence.weighing import Finding, weigh
from vigie.errors import Message
from vigie.model.duties import AllOf, AnyOf, Comparison, NotOf, Relation

VALUES = (True, False, None)


def named(name: str) -> Comparison:
    return Comparison(name, Relation.IS, True, "", Message("art. 1"))


def world(**values: bool | None):
    """Comparisons that come out as given, each with its own reason or question."""

    def compare(test: Comparison) -> Finding:
        truth = values[test.fact]
        said = (Message("{name}", name=test.fact),)
        return Finding(truth, (), said) if truth is None else Finding(truth, said)

    return compare


A, B = named("a"), named("b")


@pytest.mark.parametrize(("a", "b"), list(product(VALUES, VALUES)))
def test_all_any_and_not_follow_kleene(a, b):
    compare = world(a=a, b=b)
    both = False if False in {a, b} else None if None in {a, b} else True
    either = True if True in {a, b} else None if None in {a, b} else False
    assert weigh(AllOf((A, B)), compare).truth is both
    assert weigh(AnyOf((A, B)), compare).truth is either
    assert weigh(NotOf(A), compare).truth is (None if a is None else not a)


conditions = st.recursive(
    st.sampled_from([A, B]),
    lambda inner: st.one_of(
        st.builds(NotOf, inner),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
    ),
    max_leaves=8,
)


@given(conditions, st.sampled_from(VALUES))
def test_a_yes_or_no_given_without_a_fact_stays_when_the_fact_comes_to_light(condition, a):
    """Nothing that was said for want of knowledge has to be taken back."""
    before = weigh(condition, world(a=a, b=None)).truth
    if before is not None:
        assert {weigh(condition, world(a=a, b=b)).truth for b in (True, False)} == {before}


@given(conditions, st.sampled_from(VALUES), st.sampled_from(VALUES))
def test_an_open_answer_asks_and_a_settled_one_gives_reasons(condition, a, b):
    found = weigh(condition, world(a=a, b=b))
    assert bool(found.questions) is (found.truth is None)
    assert found.reasons or found.truth is None


def test_one_failed_part_is_reason_enough_and_a_reason_stands_once():
    assert [str(each) for each in weigh(AllOf((A, B)), world(a=False, b=False)).reasons] == ["a"]
    assert [str(each) for each in weigh(AnyOf((A, B, A)), world(a=True, b=True)).reasons] == ["a", "b"]
