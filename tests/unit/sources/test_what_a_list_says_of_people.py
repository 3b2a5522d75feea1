"""What a list says about people: a denial of harm is no harm, and a part of a workforce is not the workforce."""

from __future__ import annotations

import pytest
from tests.unit.sources.conftest import ReadBytes


@pytest.mark.parametrize(
    "denial", ["No", "geen", "Nihil", "aucun", "Néant", "keine", "0", "none", "-", "non.", "FALSE"]
)
def test_a_list_that_denies_an_incident_reports_none(read_text: ReadBytes, denial: str) -> None:
    reading = read_text(f"Supplier;Country;Incident\nA;BD;Fire in the dyeing hall\nB;BD;{denial}\nC;BD;Two dead\n")
    assert [record.incident for record in reading.records] == ["Fire in the dyeing hall", "", "Two dead"]


@pytest.mark.parametrize(
    "heading",
    [
        "Women workers",
        "Migrant workers",
        "Number of female workers",
        "Travailleurs migrants",
        "Aantal vrouwelijke werknemers",
    ],
)
def test_a_part_of_the_workforce_is_not_taken_for_all_of_it(read_text: ReadBytes, heading: str) -> None:
    reading = read_text(f"Supplier;Country;{heading}\nA;MY;20\nB;MY;60\n")
    assert [record.workers for record in reading.records] == [None, None]
    assert any(each.place.column == heading for each in reading.not_understood)


@pytest.mark.parametrize(
    "heading", ["Migrant workers %", "% travailleurs migrants", "Arbeidsmigranten %", "Anteil Migranten"]
)
def test_a_share_of_migrants_is_read_as_one_whatever_stands_beside_it(read_text: ReadBytes, heading: str) -> None:
    reading = read_text(f"Supplier;Country;Workers;{heading}\nA;MY;100-200;20\nB;MY;>1000;60%\nC;MY;320;5\n")
    assert [record.migrant_share for record in reading.records] == [0.2, 0.6, 0.05]
    assert [record.workers for record in reading.records] == [None, None, 320]


def test_a_column_of_workers_with_estimates_keeps_its_numbers_and_names_the_rest(read_text: ReadBytes) -> None:
    reading = read_text("Lieferant;Land;Anzahl Mitarbeiter\nA;CN;320\nB;CN;ca. 500\nC;CN;100-200\n")
    assert [record.workers for record in reading.records] == [320, None, None]
    assert [each.found for each in reading.not_understood] == ["ca. 500", "100-200"]


def test_signs_that_steer_a_screen_do_not_get_into_a_name(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Country\n\x1b[31mRed\u202e Ltd;BD\nGood;CN\n")
    assert [record.name for record in reading.records] == ["[31mRed Ltd", "Good"]
    assert any("\x1b" not in each.found and each.place.row == 2 for each in reading.not_understood)


def test_a_name_of_nothing_but_such_signs_still_leaves_its_row(read_text: ReadBytes) -> None:
    reading = read_text("Supplier;Country\n\x1b;BD\n?\x1b;IN\nGood;CN\n")
    assert [(record.name, record.country) for record in reading.records] == [
        ("\ufffd", "BD"),
        ("?", "IN"),
        ("Good", "CN"),
    ]
