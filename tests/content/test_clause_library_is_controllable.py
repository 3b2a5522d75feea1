"""Our own linter reads our own clauses: each says alone all that control needs, in every language, lawfully."""

from __future__ import annotations

import pytest

from vigie.language import LOCALES
from vigie.model.clauses import Lawful
from vigie.procurement.clauses import check_clauses
from vigie.procurement.preparing.filling import filled


@pytest.mark.parametrize("code", LOCALES)
def test_every_model_clause_is_controllable_and_not_unlawful(bundled, code):
    functions = bundled.preparing("terms")["functions"]
    faults = []
    for clause in bundled.clauses.values():
        text = filled(clause, {}, functions)[code].replace("\n", " ")
        for found in check_clauses(text, code, content=bundled):
            if found.missing or found.stage.lawful is Lawful.NOT_LAWFUL:
                faults.append((clause.id, found.missing, [each.rule for each in found.stage.remarks]))
    assert faults == []
