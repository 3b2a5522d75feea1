"""What a chain is made of, in numbers: shares, what is known behind every node, paths."""

from vigie.chain.changes import Propagated
from vigie.chain.faults import Fault, FaultyChain, Remark
from vigie.chain.inputs import Inputs
from vigie.chain.network import Chain
from vigie.chain.shares import Part, Shares, Weights

__all__ = ["Chain", "Fault", "FaultyChain", "Inputs", "Part", "Propagated", "Remark", "Shares", "Weights"]
