"""At which stage a requirement may stand: cases that a lawyer could dispute."""

import pytest

from vigie.content import Content
from vigie.model.clauses import ClauseStage, ClauseText, ContractFacts, Lawful, StageFinding
from vigie.procurement.clauses import check_documents

CONTENT = Content()


def stage(text: str, given: ClauseStage | None = None) -> StageFinding:
    (finding,) = check_documents((ClauseText("", text),), ContractFacts(stage=given), CONTENT)
    return finding.stage


CASES = [
    ("The company must have a CSR policy for all its activities.", "selection", Lawful.NOT_LAWFUL, "general_policy"),
    ("The company must have a CSR policy for all its activities.", "performance", Lawful.NOT_LAWFUL, "general_policy"),
    (
        "L'entreprise dispose d'une politique RSE pour toutes ses activités.",
        "award",
        Lawful.NOT_LAWFUL,
        "general_policy",
    ),
    ("The coffee delivered bears the Fairtrade label.", "specification", Lawful.NOT_LAWFUL, "label_without_equivalent"),
    ("The tenderer holds an SA8000 certificate or equivalent.", "selection", Lawful.NOT_LAWFUL, "label_at_selection"),
    (
        "Offers of suppliers that do not pay a living wage in this contract are rejected.",
        "performance",
        Lawful.NOT_LAWFUL,
        "own_wage",
    ),
    (
        "Goods from China are excluded: products from China score no points.",
        "award",
        Lawful.NOT_LAWFUL,
        "country_scored",
    ),
    ("A tenderer convicted of child labour is excluded.", "exclusion", Lawful.LAWFUL, "exclusion_listed"),
    ("A tenderer without a charter is excluded.", "exclusion", Lawful.NOT_LAWFUL, "exclusion_not_listed"),
    (
        "The candidate describes its supply chain management and tracking systems.",
        "selection",
        Lawful.LAWFUL,
        "selection_tracking",
    ),
    ("The candidate treats its workers well.", "selection", Lawful.CANNOT_TELL, "selection_other"),
    ("The workers who make the goods are treated well.", "specification", Lawful.CANNOT_TELL, "specification_process"),
    (
        "Points are given for the factories that are named for the goods offered.",
        "award",
        Lawful.LAWFUL,
        "award_linked",
    ),
    (
        "In performing this contract the contractor protects the workers on the site.",
        "performance",
        Lawful.LAWFUL,
        "performance_linked",
    ),
    ("The contractor is honest.", "performance", Lawful.CANNOT_TELL, "link_not_shown"),
    (
        "Tenderers enclose audit reports of every factory with their tender.",
        "award",
        Lawful.CANNOT_TELL,
        "audits_before_award",
    ),
]


@pytest.mark.parametrize(("text", "given", "lawful", "rule"), CASES)
def test_a_requirement_at_a_stage(text: str, given: str, lawful: Lawful, rule: str) -> None:
    finding = stage(text, ClauseStage(given))
    assert rule in {each.rule for each in finding.remarks}
    assert finding.lawful is lawful
    assert not finding.detected


def test_equivalents_make_a_label_lawful() -> None:
    text = "The coffee delivered under this contract bears the Fairtrade label or an equivalent label."
    assert stage(text, ClauseStage.PERFORMANCE).lawful is Lawful.LAWFUL


def test_a_living_wage_that_is_discussed_rejects_nobody() -> None:
    text = "In this contract the gap to a living wage is discussed; it is not a ground for a penalty."
    assert "own_wage" not in {each.rule for each in stage(text, ClauseStage.PERFORMANCE).remarks}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Selection criteria: the candidate describes its tracking systems.", ClauseStage.SELECTION),
        ("Critère d'attribution : 20 points pour la transparence des usines.", ClauseStage.AWARD),
        ("Uitsluitingsgronden: wie veroordeeld is voor mensenhandel.", ClauseStage.EXCLUSION),
        ("Technische Spezifikation: Die Schuhe entsprechen der Norm.", ClauseStage.SPECIFICATION),
        ("Der Auftragnehmer schützt die Beschäftigten auf der Baustelle.", ClauseStage.PERFORMANCE),
    ],
)
def test_the_words_show_the_stage(text: str, expected: ClauseStage) -> None:
    finding = stage(text)
    assert finding.stage is expected
    assert finding.detected


def test_a_stage_that_nothing_shows_is_asked_and_nothing_is_called_lawful() -> None:
    finding = stage("Human rights matter.")
    assert finding.stage is None
    assert not finding.detected
    assert finding.lawful is Lawful.CANNOT_TELL
    assert [each.rule for each in finding.remarks] == ["stage_unknown"]


def test_every_ground_of_law_stands_among_the_sources_and_says_how_it_was_read() -> None:
    for raw in CONTENT.documents("clause_rules/stages.yml"):
        for rule in raw["rules"]:
            assert all(ground["source"] in CONTENT.sources for ground in rule["grounds"])
            assert rule["read"] in {"recalled", "secondary", "read", "judgement"}
