"""The example chain as a report, computed with dense algebra and states given by hand, and large invented chains."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from vigie.errors import Message
from vigie.model.chain import (
    ASSURANCE,
    FLOWS,
    ORIGINS,
    PLACES,
    SHARES,
    AuditPlan,
    ChainPath,
    ChainReport,
    Drawing,
    Finding,
    FindingKind,
    Headline,
    Payment,
    Scope,
    ScopeGain,
    SetAside,
    Target,
    Visit,
    Weight,
)

EXAMPLE = Path(__file__).parents[3] / "examples" / "workwear-chain"
ASSUMED_ADDED = 0.35

FORCED = {
    "textiel-voorbeeld / jackets": {"g3": 1.0},
    "textiel-voorbeeld / polos": {"g3": 1.0},
    "atelier-exemple": {"g4": 190 / 310, "g2": 120 / 310},
    "ornek-konfeksiyon": {"g2": 1.0},
    "sample-garments": {"contested": 1.0},
    "beispiel-handel": {"declared": 1.0},
    "misaal-mills": {"g1": 1.0},
    "numune-dokuma": {"g2": 1.0},
    "namuna-dyeing": {"expired": 1.0},
    "muster-garne": {"g1": 1.0},
    "pamuk-ornek": {"declared": 1.0},
    "nusga-pagta": {"g1": 1.0},
    "cotton-sample-xinjiang": {"g1": 1.0},
}
SAFETY = {
    "textiel-voorbeeld / jackets": {"g3": 1.0},
    "textiel-voorbeeld / polos": {"g3": 1.0},
    "atelier-exemple": {"g3": 190 / 310, "not_met": 120 / 310},
    "ornek-konfeksiyon": {"g1": 1.0},
    "sample-garments": {"g3": 1.0},
    "misaal-mills": {"not_met": 1.0},
    "numune-dokuma": {"g2": 1.0},
    "namuna-dyeing": {"declared": 1.0},
}
STATES: Mapping[str, Mapping[str, Mapping[str, float]]] = {"forced_labour": FORCED, "safety_and_health": SAFETY}
SCOPES = (Scope("jackets-contract", "Work jackets contract"), Scope("polos-contract", "Polo shirts contract"))

JACKETS = "textiel-voorbeeld / jackets"
COTTON = (JACKETS, "ornek-konfeksiyon", "numune-dokuma")
PATHS = (
    ChainPath("jackets-contract", "forced_labour", 1, 0.048, (*COTTON, "pamuk-ornek"), Target.GAP),
    ChainPath("jackets-contract", "forced_labour", 2, 0.0117, (*COTTON, "nusga-pagta"), Target.RISK),
    ChainPath(
        "jackets-contract", "safety_and_health", 1, 0.045, (JACKETS, "atelier-exemple"), Target.STATE, "not_met"
    ),
)  # fmt: skip
NO_GRADE = Message("This is no grade."), Message("Write G0, G1, G2, G3 or G4.")
FINDINGS = (
    Finding(FindingKind.WARNING, "links.csv, row 3", Message("Two rows say the same and were summed.")),
    Finding(FindingKind.NOT_UNDERSTOOD, "claims.csv, row 9, grade", *NO_GRADE),
)


def numbers() -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    """Nodes, shares bought, value added, unmapped, of the example."""
    links = pl.read_csv(EXAMPLE / "links.csv")
    parties = pl.read_csv(EXAMPLE / "parties.csv")
    line = pl.concat_str("buyer", pl.lit(" / "), "buyer_product")
    links = links.with_columns(buyer=pl.when(pl.col("buyer_product").is_null()).then("buyer").otherwise(line))
    nodes = sorted({*links["supplier"], *links["buyer"]})
    place = {node: number for number, node in enumerate(nodes)}
    bought = np.zeros((len(nodes), len(nodes)))
    for supplier, buyer, share in links.select("supplier", "buyer", "share").iter_rows():
        bought[place[supplier], place[buyer]] += share
    stated = dict(parties.select("id", "unmapped").iter_rows())
    left = 1 - bought.sum(axis=0)
    unmapped = np.array([stated[each.split(" / ")[0]] for each in nodes], dtype=float)
    unmapped = np.where(np.isnan(unmapped), np.maximum(left - ASSUMED_ADDED, 0), unmapped)
    return nodes, bought, left - unmapped, unmapped


def names() -> dict[str, str]:
    parties = dict(pl.read_csv(EXAMPLE / "parties.csv").select("id", "name").iter_rows())
    nodes = numbers()[0]
    return {node: node.replace(node.split(" / ")[0], parties[node.split(" / ")[0]]) for node in nodes}


def drawing(scope: str, node: str, right: str) -> Drawing:
    nodes, bought, added, unmapped = numbers()
    amounts = np.array([float(each == node) for each in nodes])
    places, flows = [], []
    for tier in range(6):
        for number, each in enumerate(nodes):
            states = STATES[right].get(each, {"unknown": 1.0})
            places += [(tier, each, state, added[number] * amounts[number] * part) for state, part in states.items()]
            places.append((tier + 1, each, "unmapped", unmapped[number] * amounts[number]))
            flows += [
                (tier + 1, nodes[supplier], each, bought[supplier, number] * amounts[number])
                for supplier in range(len(nodes))
            ]
        amounts = bought @ amounts
    assert not amounts.any()
    return Drawing(
        scope, right,
        pl.DataFrame(places, schema=PLACES, orient="row").filter(pl.col("share") > 0),
        pl.DataFrame(flows, schema=FLOWS, orient="row").filter(pl.col("share") > 0),
    )  # fmt: skip


def report() -> ChainReport:
    drawings = [
        drawing(scope.id, f"textiel-voorbeeld / {scope.id.split('-')[0]}", right)
        for scope in SCOPES
        for right in STATES
    ]
    return ChainReport(
        as_of=date(2026, 11, 22),
        content_version="2026.11",
        weight=Weight.VALUE,
        weight_reason=Message("Hours of work are not known, so shares are weighted by value."),
        scopes=SCOPES,
        shares=pl.concat(_shares(each) for each in drawings[:: len(STATES)]),
        assurance=pl.concat(map(_assurance, drawings)),
        headlines=tuple(
            Headline(scope.id, right, *counts)
            for scope in SCOPES
            for right, counts in {"forced_labour": (3, 2, 4), "safety_and_health": (1, 0, 1)}.items()
        ),
        paths=PATHS,
        plan=plan(),
        origins=pl.DataFrame(
            [("jackets-contract", "misaal-mills", "yarn_and_fabrics", "raw_material", "IN", 0.24, "usda"),
             ("jackets-contract", "misaal-mills", "yarn_and_fabrics", "raw_material", "CN", None, "usda")],
            schema=ORIGINS, orient="row",
        ),
        drawings=tuple(drawings),
        findings=FINDINGS,
        set_aside=(SetAside("beispiel-handel", 0.013),),
        names=names(),
    )  # fmt: skip


def plan() -> AuditPlan:
    first = Message("The first audit is paid by the buyers in proportion to what they gain.")
    return AuditPlan(
        visits=(
            Visit(
                1,
                "namuna-narayanganj",
                1,
                0.021,
                1,
                ("polos-contract",),
                (Message("Harm is plausible and not verified; a visit can verify it."),),
            ),
            Visit(2, "misaal-faisalabad", 1, 0.083, 2, ("jackets-contract", "polos-contract")),
        ),
        gains=(ScopeGain("polos-contract", 1, 0.021), ScopeGain("jackets-contract", 2, 0.052)),
        payments=(
            Payment("namuna-narayanganj", "polos-contract", 1.0, first),
            Payment("misaal-faisalabad", "jackets-contract", 0.63, first),
            Payment("misaal-faisalabad", "polos-contract", 0.37, first),
        ),
        budget=2,
        gap=0.04,
        remarks=(Message("Where speaking is unsafe, no visit is planned: trace, substitute or leave responsibly."),),
    )


def _shares(drawn: Drawing) -> pl.DataFrame:
    kind = pl.when(pl.col("state") == "unmapped").then(pl.lit("unmapped")).otherwise(pl.lit("located"))
    rows = drawn.places.group_by("node", pl.col("tier").cast(pl.String), kind.alias("kind")).agg(pl.col("share").sum())
    whole = rows.group_by("node", "kind").agg(pl.col("share").sum()).with_columns(tier=pl.lit("total"))
    both = pl.concat([rows, whole.select(rows.columns)]).sort("tier", "node", "kind")
    return both.select(pl.lit(drawn.scope).alias("scope"), "node", "tier", "kind", "share", assumed=False).cast(SHARES)


def _assurance(drawn: Drawing) -> pl.DataFrame:
    rows = drawn.places.group_by(pl.col("tier").cast(pl.String), "state").agg(pl.col("share").sum())
    whole = rows.group_by("state").agg(pl.col("share").sum()).with_columns(tier=pl.lit("total"))
    both = pl.concat([rows, whole.select(rows.columns)]).sort("tier", "state")
    named = both.select(scope=pl.lit(drawn.scope), right=pl.lit(drawn.right), tier="tier", state="state", share="share")
    return named.cast(ASSURANCE)


def large(nodes: int, tiers: int = 5, seed: int = 3) -> Drawing:
    """A random chain whose shares sum to 1: heavy-tailed, in all states, some of it beyond the last tier."""
    chance = np.random.default_rng(seed)
    states = ["g4", "g3", "g2", "g1", "declared", "contested", "not_met", "expired", "unknown"]
    places: list[tuple[int | None, str, str, float]] = [(0, "scope", "g3", 0.2)]
    flows: list[tuple[int, str, str, float]] = []
    before, passed = {"scope": 0.8}, max(nodes // tiers, 1)
    for tier in range(1, tiers + 1):
        here: dict[str, float] = {}
        weights = chance.pareto(1.1, passed) + 1e-3
        buyers = chance.choice(list(before), passed, p=np.array(list(before.values())) / sum(before.values()))
        whole = sum(before.values())
        per_buyer: dict[str, float] = {}
        for buyer, weight in zip(buyers, weights, strict=True):
            per_buyer[buyer] = per_buyer.get(buyer, 0.0) + weight
        for number, (buyer, weight) in enumerate(zip(buyers, weights, strict=True)):
            share = before[buyer] * weight / per_buyer[buyer] * 0.8
            name = f"Invented supplier with rather a long name {tier}-{number}"
            flows.append((tier, name, str(buyer), share))
            here[name] = share
        for buyer, share in before.items():
            places.append((tier, buyer, "unmapped", share * (0.2 if buyer in per_buyer else 1.0)))
        keep = 0.5 if tier < tiers else 1.0
        for name, share in here.items():
            places.append((tier, name, str(chance.choice(states)), share * keep))
        before = {name: share * (1 - keep) for name, share in here.items()}
        assert whole > 0
    return Drawing(
        "polos-contract", "forced_labour",
        pl.DataFrame(places, schema=PLACES, orient="row"), pl.DataFrame(flows, schema=FLOWS, orient="row"),
    )  # fmt: skip
