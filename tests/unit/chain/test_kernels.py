"""The compiled loops do what their sentences say, with and without a place to keep them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numba import njit
from numpy.testing import assert_allclose

from vigie.chain import kernels


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_a_row_is_what_the_node_has_itself_and_what_its_suppliers_have(kind: type) -> None:
    bought = kernels.row_of(2)

    @njit  # type: ignore[untyped-decorator]
    def second_row(suppliers, shares, own, values, target):  # type: ignore[no-untyped-def]
        return bought(0, 1, 1, 0, 2, suppliers, shares, own, values, target)

    own = np.array([[9.0, 9.0], [0.25, 0.5]])
    values = np.array([[1, 2], [0, 0], [3, 4]], kind)
    target = np.zeros((1, 3), kind)
    change = second_row(np.array([0, 2] + [0] * kernels.AHEAD, np.int32), np.array([0.5, 0.25]), own, values, target)
    assert_allclose(target, [[0, 1.5, 2.5]])
    assert change == 2.5


def test_without_a_place_to_keep_compiled_loops_they_are_compiled_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(nogil: bool, cache: bool = False) -> Callable[..., Any]:
        if cache:
            raise RuntimeError("no locator")
        return njit(nogil=nogil)

    monkeypatch.setattr(kernels, "njit", homeless)
    assert kernels.compiled(lambda number: number + 1)(2) == 3
