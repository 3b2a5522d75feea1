"""The flat tables: the published columns, the codes, and what a spreadsheet may not run."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from vigie.content import Content
from vigie.language import Language
from vigie.model.assessment import Assessment
from vigie.model.records import Place
from vigie.outputs import csv as csv_output
from vigie.outputs import tables, write
from vigie.outputs.edition import Edition

COLUMNS = (
    "rank,supplier,supplier_id,rows,position,country,product,product_group,tier,right,severity,likelihood,about,"
    "suppliers,people,spend,currency,reason,rule,confidence,sources"
)
CONTEXT_ONLY = "This is about the product in this country and says nothing about this supplier."


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_columns_are_the_published_ones_in_their_order(written: Path) -> None:
    assert (written / "risks.csv").read_text(encoding="utf-8").splitlines()[0] == COLUMNS


def test_a_row_holds_codes_and_a_reason_in_words(written: Path) -> None:
    row = next(row for row in read(written / "risks.csv") if row["rule"] == "wage_below_benchmark")
    reason = row.pop("reason")
    assert row == {
        "rank": row["rank"], "supplier": "Zorgvuldig Textiel Quelconque bv", "supplier_id": "s0", "rows": "4; 44",
        "position": "direct", "country": "RO", "product": "goods 0", "product_group": "workwear",
        "tier": "final_production", "right": "wages", "severity": "2", "likelihood": "reported", "about": "supplier",
        "suppliers": "1", "people": "120", "spend": "48210.55", "currency": "EUR", "rule": "wage_below_benchmark",
        "confidence": "high", "sources": "uniforms; goods",
    }  # fmt: skip
    assert reason == "The list states a net wage of EUR 250 a month; the poverty line in Romania is EUR 345."


def test_evidence_about_a_context_says_so_once_and_evidence_about_a_supplier_does_not(
    edition: Edition, assessment: Assessment
) -> None:
    for row in edition.risks.iter_rows(named=True):
        reported_context = row["likelihood"] == "reported" and row["about"] == "context"
        assert row["reason"].count(CONTEXT_ONLY) == reported_context


def test_unknown_numbers_are_empty_not_zero(written: Path) -> None:
    row = next(row for row in read(written / "risks.csv") if row["supplier"].startswith("Quartzpeak"))
    assert (row["people"], row["spend"]) == ("", "")


def test_a_formula_in_a_name_becomes_text(written: Path) -> None:
    names = {row["supplier"] for row in read(written / "risks.csv")}
    assert '\'=HYPERLINK("x") Fonkelglas' in names
    found = {row["found"] for row in read(written / "not_understood.csv")}
    assert "'+veel" in found


@pytest.mark.parametrize("start", list("=+-@\t\r\n"))
def test_every_start_of_a_formula_is_neutralised_and_numbers_stay_numbers(start: str) -> None:
    table = tables.neutral(pl.DataFrame({"text": [f"{start}1+1", "a=b", ""], "number": [-1.5, 2.0, None]}))
    assert table["text"].to_list() == [f"'{start}1+1", "a=b", ""]
    assert table["number"].to_list() == [-1.5, 2.0, None]


def test_row_numbers_name_the_file_when_there_are_several(
    assessment: Assessment, sample_content: Content, language: Language
) -> None:
    first, second, *rest = assessment.suppliers
    moved = replace(second, rows=(Place("other.csv", "", 3),))
    edition = Edition(replace(assessment, suppliers=(first, moved, *rest)), sample_content, language)
    assert edition.rows(moved) == "other.csv:3"
    assert edition.rows(first) == "ledger.xlsx:4; ledger.xlsx:44"


def test_row_numbers_name_the_sheet_when_a_file_has_several(
    assessment: Assessment, sample_content: Content, language: Language
) -> None:
    first, *rest = assessment.suppliers
    moved = replace(first, rows=(Place("ledger.xlsx", "2025", 3),))
    edition = Edition(replace(assessment, suppliers=(moved, *rest)), sample_content, language)
    assert edition.rows(moved) == "ledger.xlsx:2025:3"


def test_a_folded_row_counts_suppliers_and_names_none(folded: Assessment, edition: Edition) -> None:
    table = tables.risks(Edition(folded, edition.content, edition.language))
    row = table.row(0, named=True)
    assert (row["supplier"], row["supplier_id"], row["rows"], row["suppliers"]) == ("", "", "", 2500)


def test_a_long_table_is_written_in_pieces_without_a_seam(
    written: Path, edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_output, "PIECE", 7)
    write(edition.assessment, edition.content, edition.language, tmp_path / "out", ["csv"])
    assert (tmp_path / "out" / "risks.csv").read_bytes() == (written / "risks.csv").read_bytes()


@pytest.mark.parametrize(
    "name", ["", "a, b", 'the "best"', "two\nlines", "carriage\rreturn", "'quoted'", "=1+1, 2", " x "]
)
def test_a_name_is_quoted_where_csv_wants_it_and_read_back_as_it_was(
    assessment: Assessment, edition: Edition, tmp_path: Path, name: str
) -> None:
    first, *rest = assessment.suppliers
    named = replace(assessment, suppliers=(replace(first, name=name, product=name), *rest))
    write(named, edition.content, edition.language, tmp_path, ["csv"])
    whole = tables.neutral(tables.risks(Edition(named, edition.content, edition.language)))
    written = (tmp_path / "risks.csv").read_bytes()
    assert written == whole.write_csv(float_precision=2).encode()
    assert {neutral_name(name)} <= {row["supplier"] for row in read(tmp_path / "risks.csv")}


def neutral_name(name: str) -> str:
    return f"'{name}" if name.startswith("=") else name


def test_suppliers_say_how_they_were_read(written: Path) -> None:
    rows = read(written / "suppliers.csv")
    unread = next(row for row in rows if row["product"] == "diverse verbruiksgoederen")
    assert (unread["product_group"], unread["confidence"], unread["why"]) == ("", "0.00", "No word fits.")
    assert len(rows) == 8


def test_what_was_not_understood_stands_with_its_row_and_its_remedy(written: Path) -> None:
    first, column, _ = read(written / "not_understood.csv")
    assert (first["row"], first["column"], first["remedy"]) == (
        "9", "Land", "Write the name or the ISO code of a country.",
    )  # fmt: skip
    assert (column["row"], column["column"]) == ("", "Dagboek")


def test_parquet_holds_the_same_table_with_texts_as_they_are(written: Path, edition: Edition) -> None:
    table = pl.read_parquet(written / "risks.parquet")
    assert table.equals(edition.risks)
    assert table.filter(pl.col("supplier").str.starts_with("=")).height > 0


def test_priorities_name_each_supplier_once(edition: Edition) -> None:
    first = tables.priorities(edition).row(0, named=True)
    assert first["named_suppliers"] == (
        "Zorgvuldig Textiel Quelconque bv; Dhaka Sunflower Garments Ltd; Ohne Herkunft GmbH"
    )
    assert first["steps"] == "Trace it. Substitute it."


def test_only_cited_sources_are_listed_with_how_they_were_read(edition: Edition) -> None:
    assert dict(tables.sources(edition).select("id", "read").iter_rows()) == {
        "goods": "the text itself was read",
        "uniforms": "read through another text",
    }


def test_an_assessment_without_anything_still_writes_its_tables(
    empty: Assessment, sample_content: Content, language: Language, tmp_path: Path
) -> None:
    paths = write(empty, sample_content, language, tmp_path / "out", ["csv"])
    assert [path.name for path in paths] == ["not_understood.csv", "risks.csv", "suppliers.csv"]
    assert read(tmp_path / "out" / "risks.csv") == []
