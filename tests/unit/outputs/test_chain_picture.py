"""The picture of a chain loses nothing, overlaps nothing, and stays small for ten nodes as for ten thousand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from xml.etree import ElementTree

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.outputs import chain_sample

from vigie.content import Content
from vigie.language import Language
from vigie.model.chain import FLOWS, PLACES, Drawing, State
from vigie.outputs.chain.edition import ChainEdition
from vigie.outputs.document import Picture
from vigie.outputs.pictures.chain import chain_picture
from vigie.outputs.pictures.chain_folding import COLUMNS, NAMED, OTHER, Folded, fold
from vigie.outputs.pictures.chain_patterns import LOOKS, fill
from vigie.outputs.pictures.palette import WIDTH
from vigie.outputs.pictures.svg import width_of

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def edition(bundled: Content) -> ChainEdition:
    return ChainEdition(chain_sample.report(), bundled, Language("en", bundled.name))


def drawn(edition: ChainEdition, drawing: Drawing) -> Picture:
    return chain_picture(edition, drawing, "chain-1")


def texts(picture: Picture) -> Iterator[tuple[str, float, float, float]]:
    """Each line of the picture with its left side, its base line and its size."""
    for text in ElementTree.fromstring(picture.svg).iter(f"{SVG}text"):
        for span in text.iter(f"{SVG}tspan"):
            yield span.text or "", float(span.get("x", 0)), float(span.get("y", 0)), float(text.get("font-size", 0))


def overlapping(picture: Picture) -> list[tuple[str, str]]:
    boxes = [
        (text, x, x + width_of(text, size), y - size * 0.72, y + size * 0.2) for text, x, y, size in texts(picture)
    ]
    return [
        (one[0], other[0])
        for one, other in combinations(boxes, 2)
        if one[1] < other[2] and other[1] < one[2] and one[3] < other[4] and other[3] < one[4]
    ]


def sums(folded: Folded) -> dict[State, float]:
    found = dict.fromkeys(State, 0.0)
    for column in folded.columns:
        for bar in column.bars.values():
            for state, share in bar.states.items():
                found[state] += share
    return found


@pytest.fixture(scope="module", params=[5, 60, 10_000])
def any_size(request: pytest.FixtureRequest) -> Drawing:
    return chain_sample.large(request.param, 7)


def test_no_label_lies_on_another_and_none_leaves_the_picture(edition: ChainEdition, any_size: Drawing) -> None:
    for drawing in (any_size, *edition.report.drawings):
        picture = drawn(edition, drawing)
        assert overlapping(picture) == []
        assert all(x + width_of(text, size) <= WIDTH for text, x, _, size in texts(picture))


def test_a_picture_has_few_bars_whatever_the_chain(any_size: Drawing) -> None:
    folded = fold(any_size)
    assert len(folded.columns) <= COLUMNS
    for column in folded.columns:
        assert len([key for key in column.bars if key >= 0]) <= NAMED


def test_folding_loses_nothing_of_any_state(any_size: Drawing) -> None:
    whole = dict(any_size.places.group_by("state").agg(pl.col("share").sum()).iter_rows())
    assert sums(fold(any_size)) == pytest.approx({state: whole.get(state, 0.0) for state in State})


def test_what_passes_into_a_tier_is_what_its_bars_hold(any_size: Drawing) -> None:
    folded = fold(any_size)
    for number, (_, column) in enumerate(pairwise(folded.columns)):
        into: dict[int, float] = {}
        for band in folded.bands:
            if band.buyers == number:
                into[band.supplier] = into.get(band.supplier, 0.0) + band.share
        assert into == pytest.approx({key: bar.through for key, bar in column.bars.items()})


def test_a_picture_of_ten_thousand_nodes_is_no_larger_than_one_of_a_hundred(edition: ChainEdition) -> None:
    small, large = (drawn(edition, chain_sample.large(nodes, 7)) for nodes in (100, 10_000))
    assert len(large.svg) < 1.3 * len(small.svg)
    assert len(large.table.rows) <= COLUMNS * (NAMED + 2)


@pytest.mark.parametrize("code", ["en", "fr", "nl", "de"])
def test_the_state_of_a_bar_is_never_cut(edition: ChainEdition, code: str) -> None:
    language = Language(code, edition.content.name)
    picture = drawn(ChainEdition(edition.report, edition.content, language), chain_sample.large(10_000, 7))
    name = "Invented supplier"
    cut = [text for text, *_ in texts(picture) if text.endswith("\N{HORIZONTAL ELLIPSIS}")]
    assert cut
    assert all(text.startswith((name, "with rather")) for text in cut)


def test_far_tiers_stand_together_and_say_where_they_begin(edition: ChainEdition) -> None:
    picture = drawn(edition, chain_sample.large(60, 9))
    assert "From tier 4 on" in picture.svg
    assert "nodes together" in picture.svg


def test_what_lies_beyond_the_last_tier_is_a_column_of_its_own() -> None:
    example = chain_sample.report().drawings[0]
    far = pl.col("tier") >= 3
    places = example.places.with_columns(pl.when(~far).then("tier").alias("tier"))
    flows = example.flows.filter(pl.col("tier") <= 3).with_columns(pl.when(~far).then("tier").alias("tier"))
    folded = fold(replace(example, places=places, flows=flows))
    assert [column.further for column in folded.columns] == [False, False, False, True]
    assert set(folded.columns[3].bars) == {OTHER}
    assert sum(sums(folded).values()) == pytest.approx(1)
    assert {band.supplier for band in folded.bands if band.buyers == 2} == {OTHER}


def test_rounding_makes_no_column_of_further_tiers() -> None:
    example = chain_sample.report().drawings[0]
    dust = pl.DataFrame([(None, "", "g3", 1e-17)], schema=PLACES, orient="row")
    folded = fold(replace(example, places=pl.concat([example.places, dust])))
    assert not any(column.further for column in folded.columns)


def test_a_column_in_which_all_is_unmapped_counts_no_nodes(edition: ChainEdition) -> None:
    rows = [(0, "shop", "g2", 0.4), (None, "", "unmapped", 0.6)]
    places = pl.DataFrame(rows, schema=PLACES, orient="row")
    picture = drawn(edition, Drawing("polos-contract", "", places, pl.DataFrame(schema=FLOWS)))
    assert [row[1].text for row in picture.table.rows] == ["shop", "unmapped suppliers"]


def test_what_lies_beyond_the_last_tier_need_not_be_told_apart(edition: ChainEdition) -> None:
    rows = [(0, "shop", "g2", 0.4), (1, "shop", "unmapped", 0.1), (None, "", "g1", 0.3), (None, "", "unmapped", 0.2)]
    places = pl.DataFrame(rows, schema=PLACES, orient="row")
    picture = drawn(edition, Drawing("polos-contract", "", places, pl.DataFrame(schema=FLOWS)))
    cells = [[cell.text for cell in row] for row in picture.table.rows]
    assert cells[1] == ["Tier 1", "unmapped suppliers", "10%", "unmapped"]
    assert cells[2] == [
        "From tier 2 on",
        "all further nodes",
        "50%",
        "met, document not checked (G1): 30%; unmapped: 20%",
    ]


def test_a_small_node_that_breaks_a_right_is_not_folded_away() -> None:
    names = [f"n{number:03}" for number in range(200)]
    share = 1 / 200
    places = pl.DataFrame(
        [(0, name, "not_met" if name == "n150" else "g2", share / 10 if name == "n150" else share) for name in names],
        schema=PLACES,
        orient="row",
    )
    bars = fold(Drawing("scope", "right", places, pl.DataFrame(schema=FLOWS))).columns[0].bars
    assert "n150" in {bar.node for bar in bars.values()}
    assert bars[OTHER].folded == 200 - NAMED


def test_a_single_node_that_is_folded_keeps_its_name(edition: ChainEdition) -> None:
    names = [f"n{number}" for number in range(NAMED + 1)]
    places = pl.DataFrame([(0, name, "g2", 1 / len(names)) for name in names], schema=PLACES, orient="row")
    picture = drawn(edition, Drawing("polos-contract", "", places, pl.DataFrame(schema=FLOWS)))
    assert sorted(row[1].text for row in picture.table.rows) == names


def test_a_trader_passes_on_and_locates_nothing(edition: ChainEdition) -> None:
    places = pl.DataFrame([(0, "shop", "g2", 0.4), (2, "mill", "g1", 0.6)], schema=PLACES, orient="row")
    flows = pl.DataFrame([(1, "trader", "shop", 0.6), (2, "mill", "trader", 0.6)], schema=FLOWS, orient="row")
    picture = drawn(edition, Drawing("polos-contract", "", places, flows))
    assert "passes on 60%" in picture.svg
    assert ["trader", "0%", "passes on 60%"] in [[cell.text for cell in row[1:]] for row in picture.table.rows]
    assert picture.title == "The chain of Polo shirts contract, tier by tier"


def test_an_empty_chain_is_still_a_picture(edition: ChainEdition) -> None:
    empty = Drawing("polos-contract", "", pl.DataFrame(schema=PLACES), pl.DataFrame(schema=FLOWS))
    assert "Tier 0" in drawn(edition, empty).svg


def test_it_is_named_described_and_has_its_table(edition: ChainEdition) -> None:
    picture = drawn(edition, edition.report.drawings[3])
    root = ElementTree.fromstring(picture.svg)
    named = {each.get("id"): each.text for each in root if each.tag in (f"{SVG}title", f"{SVG}desc")}
    assert [named[name] for name in str(root.get("aria-labelledby")).split()] == [picture.title, picture.description]
    assert picture.title == "The chain of Polo shirts contract, tier by tier: Safety and health at work"
    assert "77% is located at known nodes, 23% is unmapped. 61% is verified, 0% contested, 2% not met." in (
        picture.description
    )
    cells = [[cell.text for cell in row] for row in picture.table.rows]
    assert ["Tier 2", "Misaal Textile Mills", "2%", "not met"] in cells
    assert ["Tier 2", "unmapped suppliers", "11%", "unmapped"] in cells


def test_a_bar_in_several_states_names_each_with_its_share(edition: ChainEdition) -> None:
    cells = [row[3].text for row in drawn(edition, edition.report.drawings[1]).table.rows]
    assert "met, verified on site (G3): 9%; not met: 6%" in cells


def test_it_needs_nothing_from_outside_and_escapes_what_names_hold(edition: ChainEdition) -> None:
    hostile = replace(edition.report, names={"atelier-exemple": '<script>x</script>"&'})
    picture = drawn(ChainEdition(hostile, edition.content, edition.language), edition.report.drawings[0])
    assert "<script" not in picture.svg
    assert "href" not in picture.svg
    assert "style=" not in picture.svg


def test_the_same_chain_in_another_order_gives_the_same_bytes(edition: ChainEdition, any_size: Drawing) -> None:
    shuffled = replace(
        any_size,
        places=any_size.places.sample(fraction=1, shuffle=True, seed=1),
        flows=any_size.flows.sample(fraction=1, shuffle=True, seed=2),
    )
    assert drawn(edition, shuffled).svg == drawn(edition, any_size).svg


def light(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_states_keep_apart_without_colour() -> None:
    for one, other in combinations(LOOKS.values(), 2):
        apart = (one.path, one.turned) != (other.path, other.turned) or abs(
            light(one.ground) - light(other.ground)
        ) > 0.1
        assert apart, (one, other)


def test_better_evidence_is_darker() -> None:
    grounds = [light(LOOKS[state].ground) for state in (State.G4, State.G3, State.G2, State.G1)]
    assert grounds == sorted(grounds)


def test_what_is_not_known_is_hatched_never_white_and_never_green() -> None:
    for state in (State.UNKNOWN, State.UNMAPPED):
        look = LOOKS[state]
        assert look.turned
        assert fill("any", state) == f"url(#any-{state.value})"
        for colour in (look.ground, look.line):
            red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
            assert min(red, green, blue) < 240
            assert red >= green >= blue


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    seed = draw(st.integers(0, 10_000))
    return chain_sample.large(draw(st.integers(8, 80)), draw(st.integers(1, 8)), seed)


@settings(max_examples=25, deadline=None)
@given(drawing=drawings())
def test_no_chain_makes_labels_overlap_or_loses_a_share(drawing: Drawing, bundled: Content) -> None:
    edition = ChainEdition(chain_sample.report(), bundled, Language("en", bundled.name))
    assert overlapping(drawn(edition, drawing)) == []
    assert sum(sums(fold(drawing)).values()) == pytest.approx(float(np.sum(drawing.places["share"].to_numpy())))
