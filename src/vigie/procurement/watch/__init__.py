"""What public notices show: lots at risk, clauses that are visible, texts that can be controlled; never a ranking."""

from vigie.procurement.watch.checking import Checked, ClauseChecker
from vigie.procurement.watch.counting import Asked, count
from vigie.procurement.watch.rows import FACTS, LotRow, Watcher
from vigie.procurement.watch.rules import WatchRules, load_rules

__all__ = ["FACTS", "Asked", "Checked", "ClauseChecker", "LotRow", "WatchRules", "Watcher", "count", "load_rules"]
