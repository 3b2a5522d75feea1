"""Work that is handed on in Belgium: what the law says of wages stands where the reader of a report sees it."""

from __future__ import annotations

import pytest

LANGUAGES = ("en", "fr", "nl", "de")

SAID = [
    ("construction_works", "component", "wages", "1965", {"be-fps-liability-building", "schoups-liability-2017"}),
    ("construction_works", "component", "working_hours", "Limosa", {"limosa-place-of-work", "eela-posting-2017"}),
    ("construction_works", "component", "forced_labour", "2026", {"grant-thornton-flanders-2025"}),
    ("construction_works", "final_production", "wages", "30bis", {"kpmg-withholding-2019"}),
    ("building_maintenance", "component", "wages", "1965", {"be-fps-liability-building"}),
    ("cleaning", "final_production", "wages", "1965", {"be-fps-liability-general", "claeys-liability-2013"}),
    ("cleaning", "final_production", "wages", "30bis", {"kpmg-withholding-2019"}),
    ("cleaning", "final_production", "forced_labour", "2026", {"grant-thornton-flanders-2025"}),
    ("security_guarding", "final_production", "wages", "VI/1", {"be-fps-liability-general"}),
    ("security_guarding", "final_production", "wages", "30ter", {"bfl-withholding"}),
    ("meat", "final_production", "wages", "VI/1", {"be-fps-liability-general"}),
    ("meat", "final_production", "wages", "30ter", {"bfl-withholding"}),
    ("meat", "final_production", "forced_labour", "2026", {"grant-thornton-flanders-2025"}),
    ("gardening", "component", "wages", "VI/1", {"be-fps-liability-general"}),
    ("transport_and_logistics", "component", "wages", "IMI", {"be-fps-road-transport"}),
    ("transport_and_logistics", "final_production", "wages", "2023", {"belparcel-obligations"}),
    ("postal_and_courier", "component", "wages", "2023", {"belparcel-obligations"}),
    ("postal_and_courier", "component", "working_hours", "2026", {"belparcel-obligations"}),
    ("temporary_work", "final_production", "wages", "1987", {"be-agency-act-1987"}),
]


@pytest.mark.parametrize(("group", "stage", "right", "law", "sources"), SAID)
def test_the_reason_names_the_law_in_every_language_and_cites_it(bundled, group, stage, right, law, sources):
    hazard = next(each for each in bundled.products[group].stages if each.stage == stage).hazards[right]
    assert [language for language in LANGUAGES if law not in hazard.because[language]] == []
    assert sources <= set(hazard.sources)


def test_a_law_that_nobody_opened_is_said_to_be_recalled(bundled):
    assert bundled.sources["be-agency-act-1987"].read == "recalled"


def test_belgian_law_is_said_to_be_belgian_because_the_reason_shows_for_every_country(bundled):
    countries = {"en": "Belgium", "fr": "Belgique", "nl": "België", "de": "Belgien"}
    for group, stage, right, *_ in SAID:
        hazard = next(each for each in bundled.products[group].stages if each.stage == stage).hazards[right]
        for language, country in countries.items():
            assert country in hazard.because[language], (group, stage, right, language)
