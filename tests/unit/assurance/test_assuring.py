"""What a caller meets beside the states: sites that do not fit, names with two meanings, what is explained, errors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from tests.unit.assurance.chains import Nodes
from tests.unit.assurance.strategies import AS_OF

from vigie.assurance import NODE_STATES, Rules, State, assure, reassure
from vigie.content import Content
from vigie.errors import Term, WrongUse
from vigie.language import Language
from vigie.model.content import Authority

NODES = Nodes(["A", "B", "D / shirts", "D / trousers"])


def claims(*rows, **more) -> pl.DataFrame:
    names = ["subject", "right", "statement", "grade", "from"]
    return pl.DataFrame([dict(zip(names, row, strict=True)) | more for row in rows], infer_schema_length=None)


MET = ("A", "wages", "met", 2, date(2026, 6, 1))


def sites(*rows) -> pl.DataFrame:
    return pl.DataFrame(
        [(number, *row) for number, row in enumerate(rows, start=2)],
        schema=["row", "site", "party", "product_line", "workers"],
        orient="row",
    )


def told(found) -> list[tuple[str, int, str, str]]:
    return [(each.place.file, each.place.row, each.place.column, str(each.what)) for each in found.not_understood]


def of_node(found, label: str, right: str = "wages") -> dict[str, float]:
    row = found.states[list(NODES.nodes).index(label), list(found.rights).index(right)]
    return {state.value: round(float(share), 9) for state, share in zip(NODE_STATES, row, strict=True) if share}


def test_a_site_that_fits_nowhere_is_told_and_does_not_weigh(bundled):
    listed = sites(
        ("Z1", "Zed", None, 5),
        ("D9", "D", "hats", 5),
        ("A1", "A", None, 5),
        ("A1", "A", None, 500),
        ("A2", "A", None, -5),
    )
    given = claims(("A1", "wages", "met", 3, date(2026, 6, 1)), ("Z1", "wages", "met", 3, date(2026, 6, 1)))
    found = assure(NODES, given, bundled.rights, AS_OF, sites=listed, files=("c.csv", "s.csv"))
    assert told(found) == [
        ("s.csv", 2, "party", "The party of this site is not in the chain; the site is left out."),
        (
            "s.csv",
            3,
            "product_line",
            "The party of this site has no such product line in the chain; the site is left out.",
        ),
        ("s.csv", 5, "site", "This site stands twice for the same party and product line; the first row counts."),
        ("s.csv", 6, "workers", "The number of workers is not possible; it is taken as unknown."),
        ("c.csv", 2, "subject", "Nothing of this name is in the chain; the claim counts for nothing."),
    ]
    assert of_node(found, "A") == {"g3": 0.5, "unknown": 0.5}


def test_equal_weights_are_marked_as_assumed_and_only_where_they_are(bundled):
    listed = sites(("A1", "A", None, 5), ("A2", "A", None, None), ("B1", "B", None, None), ("D1", "D", None, 3))
    found = assure(NODES, claims(MET), bundled.rights, AS_OF, sites=listed)
    assert found.assumed.tolist() == [True, False, False, False]


def test_sites_where_nobody_works_weigh_equally(bundled):
    listed = sites(("A1", "A", None, 0), ("A2", "A", None, 0))
    found = assure(NODES, claims(("A1", *MET[1:])), bundled.rights, AS_OF, sites=listed)
    assert of_node(found, "A") == {"g2": 0.5, "unknown": 0.5}
    assert found.assumed[0]


def test_a_site_without_a_line_serves_every_line_of_its_party(bundled):
    listed = sites(("D1", "D", None, 30), ("D2", "D", "shirts", 10))
    found = assure(NODES, claims(("D1", *MET[1:])), bundled.rights, AS_OF, sites=listed)
    assert of_node(found, "D / shirts") == {"g2": 0.75, "unknown": 0.25}
    assert of_node(found, "D / trousers") == {"g2": 1.0}


def test_a_node_without_a_line_has_all_sites_of_its_party(bundled):
    listed = sites(("A1", "A", "shirts", 30), ("A1", "A", "hats", 30), ("A2", "A", "socks", 40))
    found = assure(NODES, claims(("A1", *MET[1:])), bundled.rights, AS_OF, sites=listed)
    assert of_node(found, "A") == {"g2": 0.6, "unknown": 0.4}
    assert not found.not_understood


def test_a_name_of_a_site_and_of_a_party_means_the_site_and_is_told(bundled):
    listed = sites(("A", "A", None, 1), ("A2", "A", None, 1))
    found = assure(NODES, claims(MET), bundled.rights, AS_OF, sites=listed)
    assert of_node(found, "A") == {"g2": 0.5, "unknown": 0.5}
    assert told(found) == [
        ("claims", 1, "subject", "A site and a party have this same name; the claim is read as one on the site.")
    ]
    again = reassure(found, ["A"], claims(MET))
    assert again.not_understood == found.not_understood


def test_what_makes_a_claim_count_less_is_told_once_with_its_row(bundled):
    given = claims(
        ("A", "wages", "met", 3, date(2026, 6, 1)),
        ("D", "wages", "met", 4, date(2027, 6, 1)),
        ("B", "wages", "met", 2, date(2026, 6, 1)),
    )
    found = assure(NODES, given.with_columns(until=date(2028, 1, 1)), bundled.rights, AS_OF)
    said = [(row, str(what)) for row, what in found.told()]
    assert [row for row, _ in said] == [1, 2, 2]
    assert all("it counts as G2" in what for _, what in said[:2])
    assert said[2][1] == "Row 2 begins later and does not count yet."


def test_a_site_of_a_line_that_its_party_does_not_have_is_told(bundled):
    """In a real chain the party stands beside its lines; the site must not disappear with it."""
    nodes = Nodes(["D", "D / shirts", "E"])
    given = sites(("d-1", "D", "shirt", 5.0), ("d-2", "D", "shirts", 5.0), ("e-1", "E", "anything", 5.0))
    found = assure(nodes, claims(MET), bundled.rights, AS_OF, sites=given)
    assert [(row, column) for file, row, column, _ in told(found) if file == "sites"] == [(2, "product_line")]


def test_claims_on_links_are_kept_apart(bundled):
    given = claims(("A -> B", "wages", "met", 4, date(2026, 6, 1)), ("A → D / shirts", "", "met", 1, None))
    found = assure(NODES, given, bundled.rights, AS_OF)
    assert found.on_links.select("row", "supplier", "buyer").rows() == [(1, "A", "B"), (2, "A", "D / shirts")]
    assert not found.not_understood
    assert not found.sites
    assert [row for row, _ in found.told()] == [1, 2]


def test_a_claim_with_spaces_around_its_subject_is_heard(bundled):
    found = assure(NODES, claims((" A ", *MET[1:])), bundled.rights, AS_OF)
    assert of_node(found, "A") == {"g2": 1.0}


def test_some_subjects_can_be_explained_alone(bundled):
    given = claims(MET, ("B", "wages", "not_met", 2, date(2026, 6, 1)), ("B", "wages", "met", 2, date(2026, 5, 1)))
    found = assure(NODES, given, bundled.rights, AS_OF)
    (only,) = found.explained(["B"])
    assert (only.node, only.site, only.state, only.grade, only.rows) == (1, None, State.NOT_MET, 2, (2, 3))
    assert only in found.sites
    assert len(found.sites) == 2


def test_the_claim_that_counts_longest_among_equals_is_named(bundled):
    given = claims(MET, ("A", "wages", "met", 2, date(2026, 9, 1)))
    (standing,) = assure(NODES, given, bundled.rights, AS_OF).sites
    assert str(standing.reasons[0]) == "Row 2 says that it is met, at G2; the claim counts until 2027-09-01."


def test_no_claims_at_all_is_unknown_everywhere(bundled):
    empty = pl.DataFrame(schema=["subject", "right", "statement", "grade"])
    found = assure(NODES, empty, bundled.rights, AS_OF)
    assert (found.states[:, :, NODE_STATES.index(State.UNKNOWN)] == 1).all()
    assert found.sites == ()


def test_a_table_that_is_not_one_of_claims_is_refused(bundled):
    with pytest.raises(WrongUse) as error:
        assure(NODES, pl.DataFrame({"subject": ["A"], "right": ["wages"]}), bundled.rights, AS_OF)
    assert str(error.value) == "The claims have no column statement, grade."


def test_a_right_that_needs_a_voice_nobody_knows_is_refused(bundled):
    rights = {"wages": replace(bundled.rights["wages"], authority=Authority("sages", 2))}
    with pytest.raises(WrongUse, match="wages needs a voice"):
        assure(NODES, claims(MET), rights, AS_OF)


def test_a_better_grade_never_counts_for_a_shorter_time(bundled):
    class Strange(Content):
        def parameter(self, parameter_id, as_of):
            return {"0": 24, "1": 6, "2": 12, "3": 3, "4": 36}[parameter_id[-1]]

    assert Rules.of(Strange(), AS_OF).months == (24, 24, 24, 24, 36)


def test_what_the_content_needs_of_other_content_exists(bundled):
    rule = bundled.rule("assurance")
    assert set(rule["judgements"]) <= set(bundled.judgements)
    needed = {right.authority.voice for right in bundled.rights.values() if right.authority}
    assert needed <= set(Rules.of(bundled, AS_OF).voices)
    assert [bundled.parameter(each, AS_OF) for each in rule["validity_parameters"]] == [12, 12, 12, 24, 24]


def test_no_word_is_both_of_the_audited_side_and_of_a_voice(bundled):
    rules = Rules.of(bundled, AS_OF)
    for voice in rules.voices.values():
        assert not voice.words & rules.audited_side


def test_what_an_audit_can_see_is_said_of_every_right_of_the_bundled_content(bundled):
    seen = {right.id for right in bundled.rights.values() if right.audit_sees}
    assert "safety_and_health" in seen
    assert "freedom_of_association" not in seen


@pytest.mark.parametrize(
    ("code", "term", "said"),
    [
        ("en", Term("state", "declared"), "declared, not verified"),
        ("fr", Term("state", "unmapped"), "non cartographié"),
        ("nl", Term("state", "not_met"), "niet nageleefd"),
        ("de", Term("voice", "workers"), "die Beschäftigten oder ihre Vertretung"),
    ],
)
def test_states_and_voices_have_names_in_every_language(bundled, code, term, said):
    assert Language(code, bundled.name).term(term) == said


@pytest.mark.parametrize("code", ["en", "fr", "nl", "de"])
def test_every_state_has_a_name_of_its_own_in_every_language(bundled, code):
    names = {Language(code, bundled.name).term(Term("state", state.value)) for state in State}
    assert len(names) == len(State)
    assert not names & {"not_met", "g1", "g2", "g3", "g4"}
