"""The floor of the main job: the finished risks taken apart into tables, and put together again by plain joins."""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

OF_A_ROW = ("rank", "suppliers", "people", "spend", "currency")
OF_A_SUPPLIER = ("supplier_id", "rows")
BY_SUPPLIER = ("supplier", "product")


def prepare(out: Path) -> None:
    """Takes the risks of a finished run apart: what is said of suppliers, what is said of profiles, and the pairs."""
    risks = pl.read_parquet(out / "risks.parquet")
    apart = {*OF_A_ROW, *OF_A_SUPPLIER, *BY_SUPPLIER}
    of_a_profile = [name for name in risks.columns if name not in apart]
    profiles = risks.select(of_a_profile).unique(maintain_order=True).with_row_index("profile")
    pairs = risks.join(profiles, on=of_a_profile).select(*OF_A_ROW, *BY_SUPPLIER, "profile")
    profiles.write_parquet(out / "profiles.floor")
    pairs.write_parquet(out / "pairs.floor")
    risks.select(*BY_SUPPLIER, *OF_A_SUPPLIER).unique(maintain_order=True).write_parquet(out / "suppliers.floor")


def join(suppliers: Path, out: Path) -> None:
    """Reads the list, joins the tables, writes the rows."""
    listed = pl.read_csv(suppliers, separator=";", infer_schema=False).select("supplier", "product")
    known = listed.join(pl.read_parquet(out / "suppliers.floor"), on=BY_SUPPLIER, how="left")
    rows = (
        pl.read_parquet(out / "pairs.floor")
        .join(known, on=BY_SUPPLIER, how="left")
        .join(pl.read_parquet(out / "profiles.floor"), on="profile", how="left")
    )
    rows.drop("profile").write_csv(out / "floor.csv", float_precision=2)


if __name__ == "__main__":
    what, listed_in, made_in = sys.argv[1:]
    prepare(Path(made_in)) if what == "prepare" else join(Path(listed_in), Path(made_in))
