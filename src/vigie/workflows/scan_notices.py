"""Reads public notices, however many, on all cores, and writes what they show; a run that was killed goes on.

Inputs are taken in portions. What a portion gives is kept in a folder named after its fingerprint, moved into place
whole, so that a later run takes it as it is. Equal inputs give equal bytes, on one core or on many.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from vigie.content import Content
from vigie.errors import Message, UnreadableInput, WrongUse
from vigie.language import Language
from vigie.model.notices import Buyer, Level, Scan
from vigie.outputs.directory import staged
from vigie.outputs.notices import ScanEdition, write_scan
from vigie.outputs.notices_catalogue import identifier
from vigie.outputs.notices_rows import BUYERS, FAULTS, LOTS, buyer_lines, line
from vigie.outputs.ocds.package import join, write_package
from vigie.procurement.watch import Asked, WatchRules, count, load_rules
from vigie.workflows.scan_portions import (
    FACTS_FILE,
    FAULTS_FILE,
    LOTS_FILE,
    RELEASES_FILE,
    Portion,
    Setup,
    figures,
    numbers,
    portions,
    scan_portion,
    seen_buyers,
)

STATE = ".scan"
"""The folder in the output folder that holds what is already read."""

_ALONE = 1 << 24
"""Bytes of inputs below which one process is sooner done than two have started."""

STEPS = 3
"""How many steps a scan of few notices tells its progress about."""

Progress = Callable[[Message], None]


def _silent(_: Message) -> None:
    """Nobody waits."""


@dataclass(frozen=True, slots=True)
class ScanJob:
    """What a person asks for: which files and folders, where to write, at which date, with which buyer's own place.

    `prefix` begins every ocid and must be registered before publication. `releases` asks for OCDS of eForms notices.
    `check` asks for texts to be judged by the clause linter. `processes`: how many at once; 0: one per core.
    """

    paths: Sequence[Path]
    out: Path
    as_of: date
    buyer: str = ""
    prefix: str = ""
    releases: bool = True
    check: bool = True
    processes: int = 0


def scan_notices(job: ScanJob, content: Content, language: Language, progress: Progress = _silent) -> Scan:
    """Reads the notices and writes `lots.csv`, `buyers.csv`, `faults.csv`, `ocds.json` and the figures.

    What cannot be read is in `faults.csv` and in the figures; the rest goes on. Raises `UnreadableInput` for a path
    that does not exist and `WrongUse` where nothing can be written.
    """
    setup = Setup(
        content.roots,
        content.version,
        job.as_of,
        language.code,
        job.prefix,
        job.releases,
        job.check,
        figures(content, job.as_of),
    )
    progress(Message("Finding the notices"))
    found = list(portions(_files(job.paths, job.out), setup))
    state = _state(job.out)
    parts = [state / each.fingerprint for each in found]
    _read(found, state, setup, job.processes, progress)
    progress(Message("Counting"))
    rules = load_rules(content, job.as_of)
    asked = Asked(_key(job.buyer, parts), job.check)
    scan, lots = count([part / FACTS_FILE for part in parts], *numbers(parts), rules, asked)
    edition = _edition(scan, content, language, job.as_of, rules)
    with staged(job.out) as directory:
        _write(directory, parts, lots, job, found)
        list(write_scan(edition, directory))
    _forget(state, {each.fingerprint for each in found})
    return scan


def scan_edition(scan: Scan, content: Content, language: Language, as_of: date) -> ScanEdition:
    """A scan with the words to tell it in."""
    return _edition(scan, content, language, as_of, load_rules(content, as_of))


def _edition(scan: Scan, content: Content, language: Language, as_of: date, rules: WatchRules) -> ScanEdition:
    goals = {goal: names for goal, names, _ in rules.goals}
    return ScanEdition(scan, content, language, as_of, dict(rules.indicators), goals)


def _files(paths: Sequence[Path], out: Path) -> Iterator[tuple[Path, str]]:
    """Every file given or in a folder given, with the name by which it is told; hidden ones and our own are passed."""
    own = out.resolve()
    for path in paths:
        if path.is_file():
            yield path, path.name
        elif path.is_dir():
            for folder, folders, names in os.walk(path):
                folders[:] = sorted(each for each in folders if not each.startswith("."))
                if Path(folder).resolve() == own:
                    folders.clear()
                    continue
                for name in sorted(each for each in names if not each.startswith(".")):
                    file = Path(folder, name)
                    yield file, file.relative_to(path).as_posix()
        else:
            raise UnreadableInput(
                Message("There is no such file."),
                where=path.name,
                advice=Message("Check the path and the spelling of the name."),
            )


def _state(out: Path) -> Path:
    state = out / STATE
    try:
        state.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUse(
            Message("The results cannot be written there: {reason}.", reason=error.strerror or type(error).__name__),
            where=str(out),
            advice=Message("Give a directory that exists or can be made, and that you may write to."),
        ) from error
    return state


def _read(found: Sequence[Portion], state: Path, setup: Setup, processes: int, progress: Progress) -> None:
    """Reads the portions that no earlier run has finished."""
    missing = [each for each in found if not (state / each.fingerprint).is_dir()]
    few = sum(path.stat().st_size for each in missing for path, _ in each.inputs) < _ALONE
    workers = 1 if few else min(processes or os.cpu_count() or 1, len(missing))
    done = len(found) - len(missing)
    if workers <= 1:
        for each in missing:
            scan_portion(each, state, setup)
            done += 1
            progress(_reading(done, len(found)))
        return
    # A fresh interpreter each: a forked one would inherit the threads of the table library half alive.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            for future in as_completed([pool.submit(scan_portion, each, state, setup) for each in missing]):
                future.result()
                done += 1
                progress(_reading(done, len(found)))
        except BrokenProcessPool as error:
            raise UnreadableInput(
                Message("The system ended one of the processes that read the notices."),
                advice=Message("Run the same command again: it goes on where it stopped. Free some memory before."),
            ) from error


def _reading(done: int, of: int) -> Message:
    return Message("Reading the notices: {done} of {of} portions", done=done, of=of)


def _key(asked: str, parts: Sequence[Path]) -> str:
    """The key of the buyer who asks, by identifier or by name; as written where no notice names it."""
    for buyer, _ in seen_buyers(parts) if asked else ():
        if asked in (buyer.identifier, buyer.name):
            return buyer.key
    return asked


def _write(
    directory: Path, parts: Sequence[Path], lots: dict[str, int], job: ScanJob, found: Sequence[Portion]
) -> None:
    join(directory / "lots.csv", line(LOTS), [part / LOTS_FILE for part in parts])
    join(directory / "faults.csv", line(FAULTS), [part / FAULTS_FILE for part in parts])
    buyers: dict[tuple[Buyer, Level], int] = {}
    named: set[str] = set()
    for buyer, level in seen_buyers(parts):
        if buyer.key not in named:
            named.add(buyer.key)
            buyers[buyer, level] = lots.get(buyer.key, 0)
    (directory / "buyers.csv").write_text(line(BUYERS) + "".join(buyer_lines(buyers)), "utf-8", newline="")
    if job.releases:
        uri = identifier(",".join(each.fingerprint for each in found))
        write_package(directory / "ocds.json", [part / RELEASES_FILE for part in parts], job.as_of, uri)


def _forget(state: Path, kept: set[str]) -> None:
    """Removes what was read of inputs that are no longer given."""
    for folder in state.iterdir():
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
