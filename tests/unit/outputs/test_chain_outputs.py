"""The tables, the record, the report and the terminal of a chain say the same, and nothing they do not know."""

from __future__ import annotations

import csv
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import pytest
from jsonschema import Draft202012Validator
from pypdf import PdfReader
from rich.console import Console
from tests.unit.outputs import chain_sample
from tests.unit.outputs.reading import lines_of, text_of

from vigie.content import Content
from vigie.errors import Message, WrongUse
from vigie.language import Language
from vigie.model.assessment import RISK_COLUMNS, Assessment
from vigie.model.chain import ASSURANCE, SHARES, VERIFIED, ChainReport, Finding, FindingKind, Headline, Scope, State
from vigie.outputs.chain import record
from vigie.outputs.chain import tables as chain_tables
from vigie.outputs.chain.edition import ChainEdition, located
from vigie.outputs.chain.formats import NAME_LENGTH
from vigie.outputs.chain.report import chain_report
from vigie.outputs.chain.writing import CHAIN_FORMATS, write_chain
from vigie.outputs.document import Heading, Picture, Table
from vigie.outputs.edition import Edition
from vigie.outputs.risk_report import risk_report
from vigie.outputs.sections.chain import SCOPES, TOGETHER, chain_chapter
from vigie.outputs.sections.chain_gaps import SHOWN
from vigie.outputs.supplier_report import supplier_report
from vigie.outputs.terminal_chain import chain_summary

HEADERS = {
    "shares": "scope,node,tier,kind,share,assumed",
    "assurance": "scope,right,tier,state,share",
    "paths": "scope,right,rank,share,path",
    "audit_plan": "rank,site,cost,gain,severity,scopes",
    "audit_gains": "scope,band,gain",
    "audit_costs": "site,payer,share,reason",
    "origins": "scope,node,product_group,stage,country,share,source",
    "headline": "scope,right,verified_sites,identified_sites,undisclosed,located,unmapped,verified",
    "findings": "kind,where,what,remedy,weight",
}
STANDING = [name for name in HEADERS if not name.startswith("audit")]


@pytest.fixture(scope="module")
def report() -> ChainReport:
    return chain_sample.report()


@pytest.fixture(scope="module")
def english(bundled: Content) -> Language:
    return Language("en", bundled.name)


@pytest.fixture(scope="module")
def edition(report: ChainReport, bundled: Content, english: Language) -> ChainEdition:
    return ChainEdition(report, bundled, english)


@pytest.fixture(scope="module")
def nothing(report: ChainReport) -> ChainReport:
    """A chain of which nothing was asked and nothing is known."""
    return ChainReport(
        report.as_of, report.content_version, report.weight, report.weight_reason, (Scope("shop", "The shop"),),
        pl.DataFrame(schema=SHARES), pl.DataFrame(schema=ASSURANCE),
    )  # fmt: skip


@pytest.fixture(scope="module")
def written(report: ChainReport, bundled: Content, english: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("chain") / "out"
    write_chain(report, bundled, english, out, list(CHAIN_FORMATS))
    return out


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_has_its_published_header(written: Path) -> None:
    for name, header in HEADERS.items():
        assert (written / f"{name}.csv").read_text(encoding="utf-8").split("\n")[0] == header
        assert pl.read_parquet(written / f"{name}.parquet").columns == header.split(",")


def test_without_a_plan_no_table_pretends_that_there_is_one(
    nothing: ChainReport, bundled: Content, english: Language, tmp_path: Path
) -> None:
    made = write_chain(nothing, bundled, english, tmp_path / "out", ["csv", "parquet", "svg"])
    assert {path.stem for path in made} == set(STANDING)
    assert all((tmp_path / "out" / f"{name}.csv").read_text().strip() == HEADERS[name] for name in STANDING)


def test_the_written_shares_of_each_scope_are_the_whole_chain(written: Path) -> None:
    for scope in chain_sample.SCOPES:
        own = [row for row in rows(written / "shares.csv") if row["scope"] == scope.id]
        for total in (True, False):
            counted = sum(float(row["share"]) for row in own if (row["tier"] == "total") == total)
            assert counted == pytest.approx(1, abs=1e-9)


def test_a_path_points_from_supplier_to_buyer_and_ends_in_what_is_unmapped(written: Path) -> None:
    first, second = (row["path"] for row in rows(written / "paths.csv")[:2])
    assert first.endswith("numune-dokuma <- pamuk-ornek <- (unmapped)")
    assert second == "textiel-voorbeeld / jackets <- ornek-konfeksiyon <- numune-dokuma <- nusga-pagta"


def test_the_headline_table_counts_sites_and_says_what_was_not_counted(edition: ChainEdition) -> None:
    uncounted = replace(edition.report, headlines=edition.report.headlines[:1])
    table = chain_tables.headline(ChainEdition(uncounted, edition.content, edition.language))
    assert table.row(0)[2:5] == (3, 2, 4)
    assert table.row(1)[2:5] == (None, None, None)
    assert table.row(0)[5:] == pytest.approx((0.86056, 0.13944, 0.761094), abs=1e-5)


def test_no_text_in_a_csv_starts_a_formula_and_parquet_holds_it_as_it_is(
    report: ChainReport, bundled: Content, english: Language, tmp_path: Path
) -> None:
    path = replace(report.paths[1], nodes=("=1+1", "mill"))
    hostile = replace(report, paths=(path,), shares=report.shares.with_columns(node=pl.lit("@cell")))
    write_chain(hostile, bundled, english, tmp_path / "out", ["csv", "parquet"])
    assert rows(tmp_path / "out" / "paths.csv")[0]["path"] == "'=1+1 <- mill"
    assert {row["node"] for row in rows(tmp_path / "out" / "shares.csv")} == {"'@cell"}
    assert pl.read_parquet(tmp_path / "out" / "paths.parquet")["path"].to_list() == ["=1+1 <- mill"]


def validator() -> Draft202012Validator:
    schema = orjson.loads(files("vigie_content").joinpath("schemas/chain.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_record_keeps_to_its_schema_and_says_the_same_as_the_tables(written: Path) -> None:
    data: dict[str, Any] = orjson.loads((written / "chain.json").read_bytes())
    validator().validate(data)
    assert len(data["shares"]) == len(rows(written / "shares.csv"))
    assert data["paths"][0]["to"] == "gap"
    assert data["audit_plan"]["visits"][0]["reasons"]
    assert all(origin["modelled"] for origin in data["origins"])


def test_a_record_of_nothing_keeps_to_its_schema_too(nothing: ChainReport, bundled: Content, english: Language) -> None:
    data = orjson.loads(b"".join(record.parts(ChainEdition(nothing, bundled, english))))
    validator().validate(data)
    assert data["audit_plan"] is None
    assert data["shares"] == []


def test_a_record_longer_than_a_piece_is_whole(edition: ChainEdition, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = orjson.loads(b"".join(record.parts(edition)))
    monkeypatch.setattr(chain_tables, "PIECE", 7)
    assert orjson.loads(b"".join(record.parts(edition))) == whole


def test_a_table_longer_than_a_piece_has_one_header(
    report: ChainReport, bundled: Content, english: Language, written: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(chain_tables, "PIECE", 7)
    write_chain(report, bundled, english, tmp_path / "out", ["csv"])
    assert (tmp_path / "out" / "shares.csv").read_bytes() == (written / "shares.csv").read_bytes()


def test_equal_chains_give_equal_files(
    report: ChainReport, bundled: Content, english: Language, written: Path, tmp_path: Path
) -> None:
    again = write_chain(report, bundled, english, tmp_path / "out", list(CHAIN_FORMATS))
    assert {path.name for path in again} == {path.name for path in written.iterdir()}
    for path in again:
        assert path.read_bytes() == (written / path.name).read_bytes(), path.name


def test_a_picture_has_a_file_of_its_own_whose_name_no_scope_can_break(
    report: ChainReport, bundled: Content, english: Language, written: Path, tmp_path: Path
) -> None:
    assert (written / "chain-3-polos-contract-forced_labour.svg").read_text(encoding="utf-8").startswith("<svg")
    odd = replace(report.drawings[0], scope="../" + "é" * 300)
    (path,) = write_chain(replace(report, drawings=(odd,)), bundled, english, tmp_path / "out", ["svg"])
    assert path.parent == tmp_path / "out"
    assert path.exists()
    assert len(path.name) <= NAME_LENGTH + 20


def test_a_format_that_does_not_exist_writes_nothing(
    report: ChainReport, bundled: Content, english: Language, tmp_path: Path
) -> None:
    with pytest.raises(WrongUse, match="no output format called docx"):
        write_chain(report, bundled, english, tmp_path / "out", ["csv", "docx"])
    assert not (tmp_path / "out").exists()


def test_the_pdf_is_for_everyone_and_shows_every_picture(written: Path) -> None:
    pdf = PdfReader(written / "chain.pdf")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.trailer["/Root"]["/Metadata"].get_object().get_data()
    text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "Work jackets contract, Forced labour: people stand at a risk" in text
    assert "Numune Dokuma A.Ş." in text


def test_the_page_fetches_nothing_and_gives_each_picture_its_own_patterns(written: Path) -> None:
    page = (written / "chain.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert page.count('id="chain-1-unmapped"') == page.count('id="chain-4-unmapped"') == 1


def test_the_report_leads_with_people_at_risk_then_says_what_is_verified_and_what_is_not_known(
    edition: ChainEdition,
) -> None:
    text = text_of(chain_report(edition))
    order = [
        "people stand at a risk of the gravest severity at 9 places",
        "Places where people are at a risk of severity 1",
        "Hours of work are not known, so shares are weighted by value.",
        "Shares of the whole chain, by value",
        "The chain of Work jackets contract, tier by tier: Forced labour",
        "What is verified, right by right",
        "Behind Pamuk Örnek Kooperatifi, the suppliers of 5% of the chain are not known (the way there: ",
        "Where to verify next",
        "What we do not know of this chain",
        "Polo shirts contract: behind known suppliers, 23% of the chain is unmapped. It counts as a risk.",
        "Likely origins, modelled",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_declaration_is_never_counted_as_verified(edition: ChainEdition) -> None:
    columns = [(state, message.text) for message, states in TOGETHER.items() for state in states]
    assert sorted(state for state, _ in columns) == sorted(State)
    assert {state for state, column in columns if column == "Verified"} == set(VERIFIED)
    assert (State.DECLARED, "Paper only or declared") in columns
    text = text_of(chain_report(edition))
    assert "A declaration verifies nothing." in text


def test_the_row_of_all_tiers_comes_last_and_sums_to_the_whole(edition: ChainEdition) -> None:
    tiers = edition.tiers("polos-contract", "forced_labour")
    assert list(tiers) == ["0", "1", "2", "3", "4", "5", "total"]
    assert sum(tiers["total"].values()) == pytest.approx(1)
    assert located(tiers["total"]) == pytest.approx(0.7722, abs=1e-4)


def test_further_tiers_come_before_the_total(edition: ChainEdition) -> None:
    rest = edition.report.assurance.with_columns(tier=pl.col("tier").replace("5", "rest"))
    changed = ChainEdition(replace(edition.report, assurance=rest), edition.content, edition.language)
    assert list(changed.tiers("polos-contract", "forced_labour"))[-2:] == ["rest", "total"]
    assert changed.tier("rest") == "Further tiers"


def test_a_small_share_is_never_rounded_to_none_nor_a_large_one_to_all(edition: ChainEdition) -> None:
    said = [edition.share(share) for share in (0, 0.0004, 0.005, 0.006, 0.5, 0.9949, 0.995, 0.9999, 1 - 1e-9, 1)]
    small, large = ["0%", "under 1%", "under 1%", "1%"], ["99%", "over 99%", "over 99%", "100%", "100%"]
    assert said == [*small, "50%", *large]


def test_who_pays_is_said_and_no_price_of_another_buyer(edition: ChainEdition) -> None:
    blocks = chain_report(edition).blocks
    table = next(each for each in blocks if isinstance(each, Table) and each.caption.startswith("Who pays"))
    assert [cell.text for cell in table.rows[1]][:2] == [
        "misaal-faisalabad",
        "Work jackets contract 63%, Polo shirts contract 37%",
    ]
    assert [column.header for column in table.columns] == ["Site", "Who pays", "Why"]


def test_a_budget_in_money_is_said_with_its_currency(edition: ChainEdition) -> None:
    plan = edition.report.plan
    assert plan
    dear = replace(plan, currency="EUR", budget=4500, visits=tuple(replace(each, cost=2100) for each in plan.visits))
    changed = ChainEdition(replace(edition.report, plan=dear), edition.content, edition.language)
    assert "2 visits for EUR\u00a04,200, of a budget of EUR\u00a04,500." in text_of(chain_report(changed))
    assert "2 of the 2 visits that the budget allows." in text_of(chain_report(edition))


def test_a_plan_without_visits_says_so_with_its_reasons(edition: ChainEdition) -> None:
    plan = edition.report.plan
    assert plan
    without = replace(plan, visits=(), gains=(), payments=())
    text = text_of(chain_report(ChainEdition(replace(edition.report, plan=without), edition.content, edition.language)))
    assert "No visit is planned." in text
    assert "Where speaking is unsafe" in text
    assert "Sites to verify" not in text


def test_what_is_modelled_or_not_stated_is_said_to_be_so(edition: ChainEdition) -> None:
    text = text_of(chain_report(edition))
    assert "Misaal Textile Mills | Yarn and fabrics | raw material | India 24%, China" in text
    nowhere = edition.report.origins.with_columns(stage=pl.lit(""), product_group=pl.lit(""), country=pl.lit("ZZ"))
    unknown = ChainEdition(replace(edition.report, origins=nowhere), edition.content, edition.language)
    assert "Misaal Textile Mills | product not recognised | not stated | unknown country" in (
        text_of(chain_report(unknown))
    )
    assert "It is not known, and it is counted nowhere else in this report." in text


def test_a_named_chain_is_not_said_to_be_safe(nothing: ChainReport, bundled: Content, english: Language) -> None:
    text = text_of(chain_report(ChainEdition(nothing, bundled, english)))
    assert "Nothing is unmapped. That says that suppliers are named, not that people are safe." in text
    assert "Sites were not counted, because no severity was assessed for this chain." in text
    assert "The chain, tier by tier\n" not in text.split("#", 1)[1]


def test_long_lists_are_cut_in_print_and_say_where_the_rest_stands(edition: ChainEdition) -> None:
    finding = Finding(FindingKind.FAULT, "links.csv", Message("A share is negative."))
    one = edition.report.assurance.filter(pl.col("tier") == "total", pl.col("scope") == "polos-contract")
    scopes = tuple(Scope(f"s{number}", f"Scope {number}") for number in range(SCOPES))
    many = pl.concat(one.with_columns(scope=pl.lit(scope.id)) for scope in scopes)
    report = replace(edition.report, findings=(finding,) * (SHOWN + 5), scopes=scopes, assurance=many)
    text = text_of(chain_report(ChainEdition(report, edition.content, edition.language)))
    assert "5 more stand in findings.csv." in text
    assert f"{SCOPES} more rows stand in assurance.csv." in text


def test_many_paths_show_the_heaviest_to_each_target_and_where_the_rest_stand(edition: ChainEdition) -> None:
    gap, risk, _ = edition.report.paths
    many = tuple(replace(each, rank=rank) for each in (gap, risk) for rank in range(1, 11))
    text = text_of(chain_report(ChainEdition(replace(edition.report, paths=many), edition.content, edition.language)))
    assert text.count("- Behind Pamuk Örnek Kooperatifi") == text.count("is at risk at Nusga Pagta") == 6
    assert "8 more stand in paths.csv." in text


def test_rights_of_which_nobody_said_anything_are_named_once_and_are_no_rows(edition: ChainEdition) -> None:
    unknown = edition.report.assurance.filter(pl.col("right") == "forced_labour").with_columns(
        right=pl.lit("wages"), state=pl.when(pl.col("state") == "unmapped").then("state").otherwise(pl.lit("unknown"))
    )
    report = replace(edition.report, assurance=pl.concat([edition.report.assurance, unknown]))
    changed = ChainEdition(report, edition.content, edition.language)
    text = text_of(chain_report(changed))
    assert "Polo shirts contract: nobody said anything of these rights: Wages." in text
    assert "Polo shirts contract: Wages" not in text
    assert "nobody said anything of these rights: Wages" in shown(report, edition.content, edition.language)


def test_a_tier_that_is_only_rounding_is_no_row(edition: ChainEdition) -> None:
    dust = {"scope": "polos-contract", "right": "forced_labour", "tier": "rest", "state": "g3", "share": 1e-17}
    report = replace(edition.report, assurance=edition.report.assurance.vstack(pl.DataFrame([dust], schema=ASSURANCE)))
    tiers = ChainEdition(report, edition.content, edition.language).tiers("polos-contract", "forced_labour")
    assert "rest" not in tiers


def test_counts_of_all_rights_together_are_named_so(edition: ChainEdition) -> None:
    together = replace(edition.report, headlines=(Headline("polos-contract", "", 1, 2, 9),))
    changed = ChainEdition(together, edition.content, edition.language)
    assert "Polo shirts contract, All rights together: people stand" in text_of(chain_report(changed))


def test_the_chapter_stands_in_the_report_of_an_assessment_with_anchors_of_its_own(
    edition_of_risks: Edition, report: ChainReport
) -> None:
    whole = replace(edition_of_risks.assessment, chain=report)
    document = risk_report(Edition(whole, edition_of_risks.content, edition_of_risks.language))
    chapters = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert chapters.index("The chain behind, as the links tell it") == chapters.index("What we do not know") - 1
    anchors = [block.anchor for block in document.blocks if isinstance(block, Heading | Picture)]
    assert len(anchors) == len(set(anchors))


def test_nothing_of_the_links_reaches_the_version_for_suppliers(edition_of_risks: Edition, report: ChainReport) -> None:
    whole = replace(edition_of_risks.assessment, chain=report)
    changed = Edition(whole, edition_of_risks.content, edition_of_risks.language)
    assert changed.contexts_only.assessment.chain is None
    text = text_of(supplier_report(changed))
    assert text == text_of(supplier_report(edition_of_risks))
    assert "Numune" not in text


@pytest.fixture
def edition_of_risks(edition: ChainEdition) -> Edition:
    """The report of a list in which there was nothing, for the content and language of the chain."""
    nothing = Assessment(
        as_of=edition.report.as_of, content_version="1", suppliers=(), profiles=(),
        risks=pl.DataFrame(schema=RISK_COLUMNS), priorities=(), harms=(), if_likelihood_first=(), tied_share=0.0,
        folded=False, columns=(), not_understood=(),
    )  # fmt: skip
    return Edition(nothing, edition.content, edition.language)


def shown(report: ChainReport, content: Content, language: Language) -> str:
    console = Console(width=200)
    with console.capture() as captured:
        console.print(chain_summary(report, content, language))
    return captured.get()


def test_the_terminal_leads_with_sites_then_shares_then_where_to_look(
    report: ChainReport, bundled: Content, english: Language
) -> None:
    text = shown(report, bundled, english)
    order = [
        "Places where people are at a risk of severity 1",
        "verified 3; known, not verified 2; not disclosed 4",
        "Work jackets contract: located 86%, unmapped 14%",
        "Forced labour: verified 76%, contested 0%, not met 0%",
        "1. namuna-narayanganj: severity 1, most severe, gain 2%, cost 1",
        "Where speaking is unsafe",
        "Forced labour: 1% of the chain is at risk at Nusga Pagta (the way there: ",
        "nodes set aside: 1, each with at most 1% of a chain",
        "links.csv, row 3: Two rows say the same and were summed.",
    ]
    places = [text.index(words) for words in order]
    assert [one < other for one, other in pairwise(places)] == [True] * (len(order) - 1)


def test_the_terminal_of_nothing_says_how_it_weighs_and_no_more(
    nothing: ChainReport, bundled: Content, english: Language
) -> None:
    text = shown(nothing, bundled, english)
    assert "Hours of work are not known" in text
    assert "risk of severity 1" not in text
    assert "verified" not in text


@pytest.mark.parametrize("code", ["fr", "nl", "de"])
def test_every_language_can_say_the_whole_report(report: ChainReport, bundled: Content, code: str) -> None:
    edition = ChainEdition(report, bundled, Language(code, bundled.name))
    blocks = list(chain_chapter(report, bundled, edition.language))
    assert len([line for block in blocks for line in lines_of(block)]) > 100
