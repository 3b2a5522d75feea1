"""What a person and a program get: documents read together, one verdict that never stands without its stage."""

import io
from datetime import date
from pathlib import Path

import orjson
import pytest
from rich.console import Console

from vigie.content import Content
from vigie.errors import WrongUse
from vigie.language import Language
from vigie.model.clauses import ClauseFinding, ClauseStage, ContractFacts
from vigie.outputs.clauses_json import clauses_json
from vigie.outputs.terminal_clauses import clauses
from vigie.workflows.check_clause_texts import ClauseJob, check_clause_texts, contract_facts

CONTENT = Content()
ENGLISH = Language("en", CONTENT.name)
SOCIAL = "The contractor and its subcontractors shall respect labour rights in each factory that makes the uniforms."


def checked(text: str, *files: Path, facts: ContractFacts | None = None) -> tuple[ClauseFinding, ...]:
    job = ClauseJob((Path("-"), *files), facts or ContractFacts(), date(2026, 11, 22))
    return check_clause_texts(job, CONTENT, io.BytesIO(text.encode()))


def shown(findings: tuple[ClauseFinding, ...]) -> str:
    console = Console(file=io.StringIO(), width=200)
    with console.capture() as captured:
        console.print(clauses(findings, CONTENT, ENGLISH))
    return " ".join(captured.get().split())


def test_pasted_text_and_files_are_read_together(tmp_path: Path) -> None:
    general = tmp_path / "general.txt"
    general.write_text("Any breach of this contract is subject to a penalty of EUR 50 per day.", "utf-8")
    text = shown(checked(SOCIAL, general))
    assert "what happens if not: from another clause, in general.txt" in text


def test_the_json_has_the_promised_keys_per_clause() -> None:
    (clause,) = orjson.loads(clauses_json(checked(SOCIAL), ENGLISH))
    assert clause["language"] == "en"
    assert clause["controllable"] is False
    assert set(clause["elements"]) == {"who", "evidence", "deadline", "verification", "consequence", "capacity"}
    who = clause["elements"]["who"]
    assert who["found"] is True
    assert who["by_law"] is False
    assert SOCIAL[slice(*who["span"])] == who["words"]
    assert clause["elements"]["evidence"] == {
        "found": False,
        "by_law": False,
        "span": None,
        "words": "",
        "elsewhere": None,
    }
    assert clause["stage"] == "performance"
    assert clause["lawful"] == "lawful"
    assert set(clause["missing"]) == set(clause["proposed"])
    assert clause["remarks"][0]["articles"]
    assert len(clause["ask"]) == 2


def test_json_says_what_law_and_other_clauses_supply(tmp_path: Path) -> None:
    general = tmp_path / "general.txt"
    general.write_text(
        "All obligations of this contract are checked by the contract manager, who visits the site.", "utf-8"
    )
    facts = ContractFacts("BE", 40_000.0)
    (clause,) = orjson.loads(clauses_json(checked(SOCIAL, general, facts=facts), ENGLISH))
    assert "44-49" in clause["elements"]["consequence"]["by_law"]
    assert clause["elements"]["verification"]["elsewhere"]["document"] == "general.txt"
    assert clause["elements"]["verification"]["found"] is False


def test_controllable_never_stands_without_the_stage() -> None:
    text = shown(checked(SOCIAL, facts=ContractFacts("BE", 40_000.0)))
    assert "not controllable as it stands; performance condition: lawful at this stage" in text
    assert "supplied by law: Royal Decree of 14 January 2013" in text
    assert "How it was read: recalled, not opened" in text
    assert "what evidence: missing" in text
    assert "Words to add" in text
    assert "Missing means: not found by these rules" in text


def test_an_unlawful_requirement_is_said_to_be_unlawful_however_controllable() -> None:
    facts = ContractFacts(stage=ClauseStage.SELECTION)
    text = shown(checked("Workers: the company must have a CSR policy for all its activities.", facts=facts))
    assert "selection criterion: not lawful at this stage" in text


def test_a_text_about_other_things_and_a_text_without_clauses_are_said_to_be_that() -> None:
    assert "names no right of people" in shown(checked("The paint is grey and matt."))
    assert "cannot tell whether it is lawful" in shown(checked("The paint is grey and matt."))
    assert "No clause about people" in shown(checked(""))


def test_a_long_clause_is_shown_shortened_and_a_whole_one_needs_no_words() -> None:
    whole = (
        SOCIAL + " It shall submit an audit report within 30 days of the award. The contract manager checks the report "
        "and has 20 hours a year for it. If the report is missing, a penalty of EUR 100 per day is due."
    )
    text = shown(checked(whole))
    assert "controllable; performance condition: lawful" in text
    assert "Words to add" not in text
    assert "…" in text


def test_what_a_person_types_is_understood_or_refused() -> None:
    assert contract_facts("nl", "award", "be", 5.0) == ContractFacts("BE", 5.0, "nl", ClauseStage.AWARD)
    with pytest.raises(WrongUse, match="stage"):
        contract_facts("", "someday", "", None)
    for value in (-1.0, float("nan")):
        with pytest.raises(WrongUse, match="value"):
            contract_facts("", "", "", value)
