"""Reads an input-output table kept as named arrays: what each sector of each region makes, and what it buys for it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np

SUFFIX = ".npz"
"""How the name of such a file ends."""


def read(path: Path) -> tuple[Collection[str], list[dict[str, str]]]:
    """The names of the arrays, and one row per region and sector: `region`, `sector`, `output`, `inputs`.

    `inter[i, j]` is what sector j buys from sector i, `output[j]` what it makes, in whole units of the table;
    sectors follow `industries` within each of the `countries`.
    """
    with np.load(path, allow_pickle=False) as arrays:
        inputs = arrays["inter"].sum(axis=0, dtype=np.int64).tolist()
        output = arrays["output"].tolist()
        places = [(str(region), str(sector)) for region in arrays["countries"] for sector in arrays["industries"]]
        rows = [
            {"region": region, "sector": sector, "output": str(made), "inputs": str(bought)}
            for (region, sector), made, bought in zip(places, output, inputs, strict=True)
        ]
        return arrays.files, rows
