"""A clause is controllable only if a stranger could control it: our own sentences, in four languages."""

import pytest

from vigie.content import Content
from vigie.errors import WrongUse
from vigie.model.clauses import (
    ClauseFinding,
    ClauseStage,
    ClauseText,
    ContractFacts,
    Element,
    ElementState,
    Lawful,
)
from vigie.procurement.clauses import check_clauses, check_documents

CONTENT = Content()

WHOLE = {
    "en": (
        "The contractor and its subcontractors shall respect the ILO conventions at every sewing workshop. "
        "It shall submit an audit report within 30 days of the award. The contract manager checks the report and has "
        "20 hours a year for it. If the report is missing, a penalty of EUR 100 per day is due."
    ),
    "fr": (
        "L'adjudicataire et ses sous-traitants respectent les conventions de l'OIT dans chaque atelier. "
        "Il remet un rapport d'audit dans les 30 jours de l'attribution. Le fonctionnaire dirigeant vérifie le rapport "
        "et y consacre 20 heures par an. À défaut, une pénalité de 100 EUR par jour est appliquée."
    ),
    "nl": (
        "De opdrachtnemer en zijn onderaannemers leven de IAO-verdragen na in elk atelier. "
        "Hij bezorgt een auditverslag binnen 30 dagen na de gunning. De leidend ambtenaar controleert het verslag "
        "en heeft daarvoor 20 uur per jaar. Ontbreekt het, dan geldt een boete van 100 EUR per dag."
    ),
    "de": (
        "Der Auftragnehmer und seine Unterauftragnehmer halten die IAO-Übereinkommen in jeder Näherei ein. "
        "Er legt binnen 30 Tagen nach dem Zuschlag einen Auditbericht vor. Der leitende Beamte prüft den Bericht "
        "und hat dafür 20 Stunden im Jahr. Fehlt er, wird eine Strafe von 100 Euro pro Tag fällig."
    ),
}
CHARTERS = {
    "en": "We hope that business can be a force for good and that human dignity matters to all.",
    "fr": "Nous croyons à la dignité humaine et à un commerce plus juste entre les peuples.",
    "nl": "Wij geloven in menselijke waardigheid en in een rechtvaardiger wereldhandel.",
    "de": "Wir glauben an die Würde des Menschen und an einen gerechteren Welthandel.",
}


def one(text: str, **facts: object) -> ClauseFinding:
    (finding,) = check_documents((ClauseText("a", text),), ContractFacts(**facts), CONTENT)  # type: ignore[arg-type]
    return finding


def found(text: str, language: str = "") -> set[str]:
    (finding,) = check_clauses(text, language, content=CONTENT)
    return {each.element.value for each in finding.elements if each.state is ElementState.FOUND}


@pytest.mark.parametrize("language", WHOLE)
def test_a_clause_that_says_everything_is_controllable_in_every_language(language: str) -> None:
    finding = one(WHOLE[language])
    assert finding.language == language
    assert finding.missing == ()
    assert finding.controllable
    assert finding.relevant
    assert finding.proposed == ()


@pytest.mark.parametrize("language", CHARTERS)
def test_a_charter_has_nothing_to_control_and_gets_all_six_proposals_in_its_language(language: str) -> None:
    finding = one(CHARTERS[language])
    assert finding.language == language
    assert finding.missing == tuple(Element)
    assert [element for element, _ in finding.proposed] == list(Element)


@pytest.mark.parametrize("language", WHOLE)
def test_what_is_proposed_makes_the_clause_controllable(language: str) -> None:
    """The words to add hold what they say they add, once a person has filled in the brackets."""
    proposed = " ".join(words for _, words in one(CHARTERS[language]).proposed)
    filled = proposed.replace("[", "").replace("]", "").replace("...", "100").replace("..", "20")
    assert found(filled, language) == {each.value for each in Element}


NEAR_MISSES = [
    ("The contractor shall provide information where possible.", "evidence"),
    ("No certificate is required of the contractor.", "evidence"),
    ("The contractor shall respect human rights for a period of four years.", "deadline"),
    ("The contractor reports regularly on human rights.", "deadline"),
    ("Prices are reviewed within 30 days.", "deadline"),
    ("Compliance with human rights will be monitored.", "verification"),
    ("No penalty applies to breaches of this charter.", "consequence"),
    ("The managing director of the contractor believes in human rights.", "capacity"),
    ("Goods shall be made humanely.", "who"),
    ("Aucun certificat n'est exigé de l'adjudicataire.", "evidence"),
    ("Le respect des droits de l'homme fera l'objet d'un suivi.", "verification"),
    ("Les attestations sont fournies dès que possible.", "deadline"),
    ("Il n'est prévu ni contrôle ni sanction.", "consequence"),
    ("Le fournisseur agit de manière éthique.", "who"),
    ("Er dient geen attest te worden toegevoegd.", "evidence"),
    ("De looptijd bedraagt drie jaar.", "deadline"),
    ("Aan het niet ondertekenen zijn geen gevolgen verbonden.", "consequence"),
    ("Ein Zertifikat braucht nicht vorgelegt zu werden.", "evidence"),
    ("Verstöße werden ernst genommen; die Laufzeit beträgt zwei Jahre.", "deadline"),
    ("Der Lieferant achtet die Menschenrechte.", "who"),
]


@pytest.mark.parametrize(("text", "element"), NEAR_MISSES)
def test_words_that_sound_like_an_element_and_are_none(text: str, element: str) -> None:
    assert element not in found(text)


def test_a_negation_behind_a_comma_belongs_to_something_else() -> None:
    assert "evidence" in found("If nothing else, not later than Monday, a certificate is submitted.", "en")


def test_old_spelling_umlauts_written_with_e_and_missing_accents_are_read() -> None:
    assert "evidence" in found("Der Auftragnehmer haendigt spaetestens am 1. Maerz eine Uebersicht aus.", "de")
    assert "consequence" in found("UNE PENALITE DE 100 EUR PAR JOUR EST APPLIQUEE", "fr")


def test_spans_hold_the_words_in_the_document_itself() -> None:
    text = WHOLE["fr"]
    for each in one(text).elements:
        assert each.span is not None
        assert text[slice(*each.span)] == each.words


def test_a_penalty_for_the_whole_contract_serves_the_social_clause_of_another_document() -> None:
    clause = ClauseText("social", "The contractor and its subcontractors shall respect labour rights in each factory.")
    general = ClauseText("general", "Any breach of this contract is subject to a penalty of EUR 50 per day.")
    (alone,) = check_documents((clause,), ContractFacts(), CONTENT)
    (together, *_) = check_documents((clause, general), ContractFacts(), CONTENT)
    assert Element.CONSEQUENCE in alone.missing
    lent = together.element(Element.CONSEQUENCE)
    assert lent.state is ElementState.SUPPLIED_ELSEWHERE
    assert lent.document == "general"
    assert lent.span is not None
    assert general.text[slice(*lent.span)] == lent.words


def test_a_penalty_for_late_delivery_only_serves_no_other_clause() -> None:
    clause = ClauseText("social", "The contractor and its subcontractors shall respect labour rights in each factory.")
    other = ClauseText("delivery", "Late delivery costs a penalty of EUR 50 per day.")
    (finding,) = check_documents((clause, other), ContractFacts(), CONTENT)
    assert Element.CONSEQUENCE in finding.missing


def test_a_general_clause_never_says_for_another_who_is_bound_and_until_when() -> None:
    clause = ClauseText("social", "Human rights are respected.")
    general = ClauseText(
        "general", "For any breach of this contract the contractor and its subcontractors pay a penalty within 3 days."
    )
    (finding, *_) = check_documents((clause, general), ContractFacts(), CONTENT)
    assert finding.element(Element.WHO).state is ElementState.MISSING
    assert finding.element(Element.DEADLINE).state is ElementState.MISSING


SILENT = "L'adjudicataire et ses sous-traitants respectent les droits des travailleurs sur le chantier."


def test_belgian_law_supplies_the_consequence_from_its_threshold_on() -> None:
    finding = one(SILENT, country="BE", value=30_000.0)
    consequence = finding.element(Element.CONSEQUENCE)
    assert consequence.state is ElementState.SUPPLIED_BY_LAW
    assert consequence.ground is not None
    assert consequence.ground.articles == "art. 44-49"
    assert consequence.span is None
    assert finding.questions == ()


@pytest.mark.parametrize(("country", "value"), [("BE", 29_999.99), ("FR", 1_000_000.0)])
def test_law_supplies_nothing_below_its_threshold_or_elsewhere_and_then_nothing_is_asked(
    country: str, value: float
) -> None:
    finding = one(SILENT, country=country, value=value)
    assert Element.CONSEQUENCE in finding.missing
    assert finding.questions == ()


def test_what_is_not_known_of_the_contract_is_asked_and_never_assumed() -> None:
    finding = one(SILENT)
    assert Element.CONSEQUENCE in finding.missing
    assert len(finding.questions) == 2
    assert len(one(SILENT, country="BE").questions) == 1


def test_a_text_that_shows_its_country_is_not_asked_for_it() -> None:
    text = "Selon la loi du 17 juin 2016, " + SILENT
    assert one(text, value=50_000.0).element(Element.CONSEQUENCE).state is ElementState.SUPPLIED_BY_LAW


def test_penalties_of_performance_do_not_serve_a_selection_criterion() -> None:
    finding = one(SILENT, country="BE", value=50_000.0, stage=ClauseStage.SELECTION)
    assert Element.CONSEQUENCE in finding.missing


def test_the_stage_is_asked_where_the_law_depends_on_it() -> None:
    finding = one("Les droits de l'homme sont respectés.", country="BE", value=50_000.0)
    assert finding.stage.stage is None
    assert finding.stage.lawful is Lawful.CANNOT_TELL
    assert len(finding.questions) == 1


def test_only_clauses_about_people_are_shown_unless_there_is_one_clause_only() -> None:
    documents = (ClauseText("a", "Article 1. Price is fixed.\nArticle 2. Child labour is banned in each factory."),)
    (finding,) = check_documents(documents, ContractFacts(language="en"), CONTENT)
    assert finding.text.startswith("Article 2")
    (only,) = check_clauses("The paint is grey and matt.", content=CONTENT)
    assert not only.relevant


def test_a_language_that_nobody_wrote_words_for_is_refused_and_a_text_without_words_has_no_clause() -> None:
    with pytest.raises(WrongUse, match="pt"):
        check_clauses("O contratante respeita os direitos humanos.", "pt", content=CONTENT)
    assert check_clauses("12 345 §§", content=CONTENT) == ()
    assert check_clauses("", content=CONTENT) == ()


def test_each_clause_of_a_bilingual_document_is_read_in_its_own_language() -> None:
    text = f"Article 1. {WHOLE['fr']}\n\nArtikel 2. {WHOLE['nl']}"
    assert [each.language for each in check_clauses(text, content=CONTENT)] == ["fr", "nl"]
