"""How texts are cut and matched: what belongs together stays together, and nothing a person writes breaks it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.content import Content
from vigie.model.clauses import ClauseText, ContractFacts, Element
from vigie.procurement.clauses import check_clauses, check_documents
from vigie.procurement.clauses.folding import fold
from vigie.procurement.clauses.languages import language_of
from vigie.procurement.clauses.patterns import PhraseError, compile_cues
from vigie.procurement.clauses.splitting import clauses, sentences
from vigie.procurement.clauses.vocabulary import clause_words

CONTENT = Content()
HEADING = clause_words(CONTENT).heading
WORDS = sorted(
    {
        word
        for raw in CONTENT.documents("clause_words/*.yml")
        for cue in ("bound", "reach", "document", "give", "limit", "sanction", "function")
        for phrase in raw["cues"][cue][:40]
        for word in re.findall(r"\w+", phrase)
    }
)


def cut(text: str, together: int = 400) -> list[str]:
    return [text[start:end] for start, end in clauses(text, HEADING, together)]


def test_each_article_is_a_clause_and_its_paragraphs_stay_with_it() -> None:
    text = "Preamble.\nArticle 12. Rights\n12.1 One.\n12.2 Two.\nArt. 13 - Price\nThree."
    assert cut(text) == ["Preamble.", "Article 12. Rights\n12.1 One.\n12.2 Two.", "Art. 13 - Price\nThree."]


def test_an_article_that_is_only_mentioned_at_the_start_of_a_line_opens_no_clause() -> None:
    text = "As laid down in\nArticle 45 of the decree and\nArticle 46 of the decree, nothing changes."
    assert cut(text) == [text]


def test_numbered_headings_and_markdown_headings_open_clauses_and_numbered_sentences_do_not() -> None:
    assert cut("1. Scope\nAll.\n2. Control\nSome.") == ["1. Scope\nAll.", "2. Control\nSome."]
    assert cut("# One\nAll.\n# Two\nSome.") == ["# One\nAll.", "# Two\nSome."]
    steps = "The steps:\n1. The supplier answers;\n2. The buyer reads."
    assert cut(steps) == [steps]


def test_paragraphs_of_one_number_stay_together() -> None:
    assert cut("9.1 Rights\nA.\n9.2 Evidence\nB.\n10 Price\nC.") == ["9.1 Rights\nA.\n9.2 Evidence\nB.", "10 Price\nC."]


def test_a_long_text_is_cut_at_empty_lines_and_a_list_stays_with_its_introduction() -> None:
    text = "First.\n\nThe contractor submits:\n\n- a list;\n\n- a report.\n\nLast."
    assert cut(text, together=2) == ["First.", "The contractor submits:\n\n- a list;\n\n- a report.", "Last."]


def test_abbreviations_dates_and_numbers_end_no_sentence() -> None:
    text = "See art. 5 of it, by 31. März or on p. 4. Then stop! Done? Yes"
    assert [text[slice(*span)] for span in sentences(text, 0, len(text))] == [
        "See art. 5 of it, by 31. März or on p. 4. Then stop!",
        "Done?",
        "Yes",
    ]


def test_a_text_without_any_stop_is_cut_so_that_it_takes_no_longer_than_others() -> None:
    text = "word " * 2_000
    assert [end - start for start, end in sentences(text, 0, len(text))] == [3_999, 3_999, 1_999]


def test_folding_knows_where_each_letter_stood() -> None:
    folded = fold("Stra\u00dfe \u2019e\u0301t\u00e9\u2019")
    assert folded.text == "strasse 'ete'"
    start = folded.text.index("ete")
    assert fold("x").span(0, 1) == (0, 1)
    assert folded.span(start, start + 3) == (8, 12)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("sub-contractor", "subcontractor"),
        ("sub-contractor", "sub contractor"),
        ("*fabrik*", "Nähfabriken"),
        ("within # days", "within thirty (30) days"),
        ("legt ... vor", "legt er den langen Bericht vor"),
        ("nominated _ officer", "nominated purchasing officer"),
        ("mr @", "Mr Smith"),
        ("(a|b)? c", "a c"),
        ("prüf", "pruef"),
        ("€ ?#", "€100"),
        ("<actor> acts", "the firm acts"),
    ],
)
def test_the_notation_of_phrases(phrase: str, text: str) -> None:
    cues = compile_cues({"x": [phrase], "number": ["thirty"], "actor": ["the firm"]})
    assert cues["x"].search(fold(text).text)


def test_a_phrase_that_refers_nowhere_or_to_itself_is_refused() -> None:
    for phrases in ({"x": ["<y>"]}, {"x": ["<x>"]}):
        with pytest.raises(PhraseError):
            compile_cues(phrases)


def test_a_heading_without_frequent_words_is_told_by_its_words_about_people() -> None:
    languages = clause_words(CONTENT).languages
    assert language_of("Kinderarbeit, Zwangsarbeit, Vereinigungsfreiheit", languages) == "de"
    assert language_of("", {}) == ""


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300) | st.lists(st.sampled_from([*WORDS, ".", ",", "\n\n", "- ", "Article 3."]), max_size=60))
def test_nothing_breaks_it_and_every_span_lies_in_its_clause(drawn: str | list[str]) -> None:
    text = drawn if isinstance(drawn, str) else " ".join(drawn)
    for finding in check_clauses(text, content=CONTENT):
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text
        for element in finding.elements:
            if element.span:
                assert 0 <= element.span[0] < element.span[1] <= len(text)
                assert text[slice(*element.span)] == element.words


@settings(max_examples=20, deadline=None)
@given(st.permutations(["a", "b", "c"]))
def test_the_order_of_documents_changes_no_finding(order: list[str]) -> None:
    texts = {
        "a": "The contractor and its subcontractors respect labour rights in each factory.",
        "b": "Any breach of this contract is subject to a penalty of EUR 50 per day.",
        "c": "Workers' payslips are submitted within 10 days.",
    }
    found = check_documents([ClauseText(each, texts[each]) for each in order], ContractFacts(), CONTENT)
    states = {each.document: [element.state.value for element in each.elements] for each in found}
    first = check_documents([ClauseText(each, texts[each]) for each in sorted(texts)], ContractFacts(), CONTENT)
    assert states == {each.document: [element.state.value for element in each.elements] for each in first}


def test_every_language_holds_every_cue_that_rules_speak_of_and_proposes_every_element() -> None:
    words = clause_words(CONTENT)
    rules = [rule for each in words.elements.values() for rule in each]
    cues = {cue.removesuffix("~") for rule in rules for cue in (*rule.all, *rule.unless)}
    for raw in words.stages["rules"]:
        cues |= {cue.removesuffix("~") for cue in (*raw.get("when", ()), *raw.get("unless", ()))}
    for vocabulary in words.languages.values():
        assert not cues - vocabulary.cues.keys(), vocabulary.code
        assert vocabulary.proposals.keys() == set(Element)
