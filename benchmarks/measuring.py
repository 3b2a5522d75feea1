"""How things are measured: whole processes and functions, several times, the median; memory at its highest."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

VIGIE = Path(sys.executable).with_name("vigie")
RUNS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds that the processor worked, and megabytes at the highest."""

    seconds: float
    work: float
    megabytes: float


def process(command: Sequence[str | Path], runs: int = RUNS, environment: Mapping[str, str] | None = None) -> Cost:
    """The median cost of a process from start to end. Stops everything where the process fails."""
    costs = [_once(command, environment or {}) for _ in range(runs)]
    return Cost(
        median(cost.seconds for cost in costs),
        median(cost.work for cost in costs),
        max(cost.megabytes for cost in costs),
    )


def _once(command: Sequence[str | Path], environment: Mapping[str, str]) -> Cost:
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, **environment})
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command[0]} failed with {child.returncode}")
    work = usage.ru_utime + usage.ru_stime
    return Cost(seconds, work, usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024))


def function(call: Callable[[], object], runs: int = RUNS) -> float:
    """The median seconds of a call."""
    seconds = []
    for _ in range(runs):
        begun = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - begun)
    return median(seconds)


def say(what: str, value: str, beside: str = "") -> None:
    """Prints one line of results."""
    print(f"  {what:<58}{value:>26}   {beside}".rstrip(), flush=True)


def chapter(title: str) -> None:
    """Prints the title of what is measured next."""
    print(f"\n{title}", flush=True)
