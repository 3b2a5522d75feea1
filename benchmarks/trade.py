"""An invented trade network of any size: heavy tails, hubs, cycles, traders; the same for the same size.

Large nodes sell to more and buy from more (the largest of a million sells to a sixth of all); a fifth of the links run
against the main direction from raw material to final product, so that more than half of the nodes lie on cycles; one
node in fifty adds nothing; what a node buys is worth 42 % of its output on average, which makes about 17 tiers until
less than a millionth is left. The numbers are chosen so, not observed.
"""

from __future__ import annotations

import numpy as np

from vigie.chain import Inputs

LINKS = 10


def network(size: int, seed: int = 1) -> Inputs:
    """A network with about ten links for each node; the order of the nodes says nothing."""
    random = np.random.default_rng(seed)
    weight = random.pareto(1.1, size) + 0.02
    weight = np.minimum(weight, weight.sum() * 0.005)
    buyers, suppliers = _links(random, size, weight)
    spent = random.lognormal(0, 1.2, len(buyers))
    total = np.bincount(buyers, spent, size)
    left = np.where(random.random(size) < 0.02, 0, random.uniform(0.3, 0.85, size))
    left[total == 0] = 1
    shares = spent * ((1 - left) / np.maximum(total, 1e-300))[buyers]
    unmapped = left * random.random(size) / 2
    starts = np.concatenate([[0], np.cumsum(np.bincount(buyers, minlength=size))])
    return Inputs(starts, suppliers.astype(np.int32), shares, left - unmapped, unmapped)


def _links(
    random: np.random.Generator, size: int, weight: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Buyers and suppliers, sorted, each pair once; a place is a stage between raw material and final product."""
    many = np.sqrt(weight) * random.lognormal(0, 0.6, size)
    buyers = np.repeat(np.arange(size), random.poisson(np.minimum(many * LINKS * 1.04 / many.mean(), size**0.6)))
    upstream = np.concatenate([[0], np.cumsum(weight)])
    against = random.random(len(buyers)) < 0.2
    low, high = np.where(against, upstream[buyers + 1], 0), np.where(against, upstream[-1], upstream[buyers])
    suppliers = np.searchsorted(upstream, low + (high - low) * random.random(len(buyers)), side="right") - 1
    suppliers = np.clip(suppliers, 0, size - 1)
    node = random.permutation(size)
    pairs = np.sort((node[buyers] * size + node[suppliers])[buyers != suppliers])
    pairs = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])]
    return pairs // size, pairs % size
