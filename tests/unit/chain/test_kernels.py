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
@pytest.mark.parametrize(("width", "first"), [(4, 1), (32, 9)])
def test_a_row_is_what_the_node_has_itself_and_what_its_suppliers_have(kind: type, width: int, first: int) -> None:
    """Where columns are many, what is already new of the first supplier counts."""
    bought = kernels.row_of(width)

    @njit  # type: ignore[untyped-decorator]
    def second_row(suppliers, shares, own, newer, values, target):  # type: ignore[no-untyped-def]
        return bought(0, 1, 1, 0, 2, suppliers, shares, own, newer, values, target)

    columns = np.arange(1.0, width + 1)
    own, target = columns[None] / 4, np.zeros((1, width), kind)
    values = np.array([1 + 0 * columns, 0 * columns, columns]).astype(kind)
    suppliers = np.array([0, 2] + [0] * kernels.AHEAD, np.int32)
    change = second_row(suppliers, np.array([0.5, 0.25]), own, values[:2] * 9, values, target)
    assert_allclose(target[0], columns / 2 + first / 2)
    assert change == width / 2 + first / 2


def test_without_a_place_to_keep_compiled_loops_they_are_compiled_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(nogil: bool, cache: bool = False) -> Callable[..., Any]:
        if cache:
            raise RuntimeError("no locator")
        return njit(nogil=nogil)

    monkeypatch.setattr(kernels, "njit", homeless)
    assert kernels.compiled(lambda number: number + 1)(2) == 3
