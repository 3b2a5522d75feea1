"""Whatever the bytes: a reading, or one refusal with advice."""

from __future__ import annotations

import io

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.sources.conftest import LIMITS
from tests.unit.sources.test_workbooks import LIST, ods, xls, xlsx

from vigie.errors import UnreadableInput
from vigie.model.records import Reading
from vigie.sources import read


def parquet() -> bytes:
    file = io.BytesIO()
    pl.DataFrame({"supplier": ["A", "B"], "country": ["NA", "BE"], "spend": [1.5, 2.5]}).write_parquet(file)
    return file.getvalue()


SEEDS = {"xlsx": xlsx(LIST), "xls": xls(LIST), "ods": ods(LIST), "parquet": parquet()}
cell = st.one_of(
    st.sampled_from(["Supplier", "Land", "Bedrag EUR", "Totaal", "Beginsaldo", "", "NA", "1.234", "-", "=1+1", "2024"]),
    st.text(max_size=12),
    st.decimals(allow_nan=False, allow_infinity=False, places=2).map(str),
)
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def attempt(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> Reading | None:
    path = tmp_path_factory.getbasetemp() / "any.bin"
    path.write_bytes(data)
    try:
        return read([path], columns={}, limits=LIMITS)
    except UnreadableInput as refused:
        return None if str(refused.advice) else pytest.fail("A refusal without advice.")


@few
@given(data=st.binary(max_size=400))
def test_any_bytes(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    attempt(data, tmp_path_factory)


@few
@given(text=st.text(max_size=300), encoding=st.sampled_from(["utf-8", "utf-16", "utf-16-be"]))
def test_any_text(text: str, encoding: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    attempt(f"Supplier;Country\n{text}".encode(encoding, errors="replace"), tmp_path_factory)


@few
@given(rows=st.lists(st.lists(cell, max_size=7), max_size=12), sign=st.sampled_from([";", ",", "\t"]))
def test_any_table(rows: list[list[str]], sign: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    lines = "\n".join(sign.join(row) for row in [["Leverancier", "Land", "Bedrag"], *rows])
    reading = attempt(lines.encode("utf-8", errors="replace"), tmp_path_factory)
    if reading is not None:
        assert all(record.name and record.place.row > 0 for record in reading.records)
        assert all(each.found is not None and str(each.what) and str(each.remedy) for each in reading.not_understood)


@pytest.mark.parametrize("seed", ["xlsx", "xls", "ods"])
@few
@given(at=st.floats(0, 1, exclude_max=True), value=st.integers(0, 255), keep=st.floats(0.3, 1))
def test_any_damage_to_a_workbook(
    seed: str, at: float, value: int, keep: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = bytearray(SEEDS[seed])
    data[int(at * len(data))] = value
    attempt(bytes(data[: int(keep * len(data))] if value % 3 == 0 else data), tmp_path_factory)


@settings(few, max_examples=8)
@given(at=st.integers(4, len(SEEDS["parquet"]) - 1), value=st.integers(0, 255))
def test_any_damage_to_a_parquet_file(at: int, value: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    data = bytearray(SEEDS["parquet"])
    data[at] = value
    attempt(bytes(data), tmp_path_factory)
