"""A clause is chosen by the conditions that it states, and a no always comes with its reason."""

from __future__ import annotations

import pytest

from vigie.model.clause_library import Ambition
from vigie.model.clauses import ClauseStage
from vigie.procurement.preparing.choosing import judge, replaced


def said(clause, at) -> tuple[bool, str]:
    chosen, why = judge(clause, at)
    return chosen, " ".join(map(str, why))


def test_a_clause_without_conditions_belongs_everywhere(clause, at):
    assert said(clause(), at()) == (True, "It belongs in every contract of this kind.")


@pytest.mark.parametrize(
    ("use", "known", "chosen", "told"),
    [
        ({"chains": frozenset(("goods",))}, {}, True, ""),
        ({"chains": frozenset(("service",))}, {}, False, "another kind of purchase"),
        ({"chains": frozenset(("service",))}, {"kind": ""}, True, "not known"),
        ({"groups": frozenset(("workwear",))}, {}, True, "It is written for workwear"),
        ({"groups": frozenset(("gloves",))}, {}, False, "other purchases"),
        ({"groups": frozenset(("gloves",)), "cpv": ("181",)}, {}, True, "this CPV code"),
        ({"cpv": ("45",)}, {"cpv": ""}, False, "other purchases"),
        ({"rights_at_risk": frozenset(("wages",))}, {}, True, "wages is plausibly at risk"),
        ({"rights_at_risk": frozenset(("conflict",))}, {}, False, "None of the rights"),
        ({"rights_at_risk": frozenset(("wages",))}, {"group": "", "rights": frozenset()}, False, "is not known"),
        ({"unverifiable": True}, {}, False, "No likely place"),
        ({"unverifiable": True}, {"unverifiable": True}, True, "no audit or interview is credible or safe"),
        ({"value_from": 30000}, {"euro": 29999.99}, False, "below 30000 euro"),
        ({"value_from": 30000}, {"euro": 30000}, True, "in its range"),
        ({"value_from": 30000}, {"euro": None}, True, "counts as large"),
        ({"value_below": 30000}, {"euro": 30000}, False, "30000 euro or more"),
        ({"value_below": 30000}, {"euro": 29999}, True, "in its range"),
        ({"value_below": 30000}, {"euro": None}, False, "counts as large"),
        ({"months_from": 12}, {"months": 11}, False, "below 12 months"),
        ({"months_from": 12}, {"months": 12}, True, "in its range"),
        ({"months_from": 12}, {"months": None}, True, "counts as long"),
        ({"months_below": 12}, {"months": 12}, False, "12 months or more"),
        ({"months_below": 12}, {"months": 3}, True, "in its range"),
        ({"months_below": 12}, {"months": None}, False, "counts as long"),
        ({"answers": {"framework": "yes"}}, {}, False, "framework Answer: framework/no"),
        ({"answers": {"framework": "no"}}, {}, True, "framework Answer: framework/no"),
    ],
)
def test_conditions(clause, at, use, known, chosen, told):
    found, why = said(clause(use=use), at(**known))
    assert found is chosen
    assert told in why


def test_an_advanced_clause_stays_out_of_a_basic_contract(clause, at):
    assert said(clause(level=Ambition.ADVANCED), at(ambition=Ambition.BASIC)) == (
        False,
        "It asks more than the level that is advised.",
    )
    assert said(clause(level=Ambition.BASIC), at(ambition=Ambition.BASIC))[0]


def test_without_ambition_only_what_the_law_asks_remains(clause, at):
    assert said(clause(stage=ClauseStage.EXCLUSION), at(ambition=Ambition.NONE))[0]
    assert said(clause(), at(ambition=Ambition.NONE)) == (False, "Nothing is advised beyond what the law itself asks.")


def test_a_buyer_can_ask_for_one_stage_only(clause, at):
    award = at(stages=frozenset((ClauseStage.AWARD,)))
    assert not said(clause(), award)[0]
    assert said(clause(stage=ClauseStage.AWARD), award)[0]


def test_a_clause_gives_way_only_to_one_that_is_there(clause):
    long = clause("long", use={"replaced_by": ("short",)})
    assert replaced([long, clause("short")]) == {"long": "short", "short": ""}
    assert replaced([long]) == {"long": ""}
