"""A folder of notices becomes tables and figures; broken files are told, a killed run goes on where it stopped."""

from __future__ import annotations

import csv
import json
import shutil
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from pathlib import Path

import pytest

from vigie.content import Content
from vigie.errors import UnreadableInput, WrongUse
from vigie.language import Language
from vigie.model.notices import BuyerPosition, Distribution, Scan
from vigie.outputs.notices import NOT_ABSENT, about, write_scan
from vigie.workflows import scan_notices as scanning
from vigie.workflows.clause_reading import clause_checker
from vigie.workflows.scan_notices import STATE, ScanJob, scan_edition, scan_notices
from vigie.workflows.scan_portions import Setup, portions

NOTICES = Path(__file__).parents[2] / "fixtures" / "notices"
AS_OF = date(2026, 11, 22)
HEADER = (
    "notice,lot,buyer,buyer_level,country,cpv,value,currency,winner,winner_size,sme,risk,social_objectives,hum_right,"
    "performance_terms,controllable,missing,language"
)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A folder with good, broken and hidden files, and one below."""
    folder = tmp_path / "given"
    shutil.copytree(NOTICES, folder)
    (folder / "below").mkdir()
    (folder / "below" / "broken.xml").write_text("<broken")
    (folder / ".hidden").write_text("x")
    return folder


@pytest.fixture
def english(bundled: Content) -> Language:
    return Language("en", bundled.name)


def job(given: Path, tmp_path: Path, **more: object) -> ScanJob:
    told: dict[str, object] = {"prefix": "ocds-000000", "processes": 1} | more
    return ScanJob([given], tmp_path / "out", AS_OF, **told)  # type: ignore[arg-type]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_every_lot_is_a_row_with_what_its_notice_shows(
    given: Path, tmp_path: Path, bundled: Content, english: Language
) -> None:
    scan = scan_notices(job(given, tmp_path), bundled, english)
    assert (scan.notices, scan.faults) == (5, 1)
    text = (tmp_path / "out" / "lots.csv").read_text("utf-8")
    assert text.splitlines()[0] == HEADER
    rows = {(each["notice"], each["lot"]): each for each in table(tmp_path / "out" / "lots.csv")}
    tender = rows["00000001-2026", "LOT-0001"]
    assert (tender["buyer"], tender["buyer_level"], tender["country"]) == ("Stad Weverdam", "local", "BE")
    assert (tender["value"], tender["currency"], tender["risk"], tender["language"]) == (
        "250000.50",
        "EUR",
        "high",
        "nl",
    )
    assert (tender["hum_right"], tender["sme"], tender["social_objectives"]) == ("true", "true", "hum-right")
    assert tender["controllable"] == "false"
    assert "deadline" in tender["missing"] or tender["missing"]
    result = rows["44444444-4444-4444-8444-444444444444-02", "LOT-0001"]
    assert (result["winner"], result["winner_size"], result["value"]) == ("'=Draad en Naald bv", "small", "200000")
    assert (result["hum_right"], result["controllable"]) == ("", "")
    assert rows["1-tender", "L2"]["risk"] == "high"


def test_what_cannot_be_read_is_told_with_its_place(
    given: Path, tmp_path: Path, bundled: Content, english: Language
) -> None:
    scan_notices(job(given, tmp_path), bundled, english)
    (fault,) = table(tmp_path / "out" / "faults.csv")
    assert fault["file"] == "below/broken.xml"
    assert "XML" in fault["fault"]
    assert fault["advice"]


def test_buyers_stand_by_name_and_without_any_share(
    given: Path, tmp_path: Path, bundled: Content, english: Language
) -> None:
    scan_notices(job(given, tmp_path), bundled, english)
    rows = table(tmp_path / "out" / "buyers.csv")
    assert [each["buyer"] for each in rows] == sorted(each["buyer"] for each in rows)
    assert set(rows[0]) == {"buyer", "identifier", "buyer_level", "country", "lots"}
    assert next(each for each in rows if each["buyer"] == "Stad Weverdam")["lots"] == "2"


def test_every_output_for_readers_says_that_not_visible_is_not_absent(
    given: Path, tmp_path: Path, bundled: Content
) -> None:
    for code in ("en", "fr", "nl", "de"):
        language = Language(code, bundled.name)
        scan_notices(job(given, tmp_path), bundled, language)
        for name in ("about.md", "summary.json", "dcat.jsonld", "indicators.csv"):
            assert language.say(NOT_ABSENT) in (tmp_path / "out" / name).read_text("utf-8")


def test_the_releases_are_one_package_and_the_catalogue_names_every_file(
    given: Path, tmp_path: Path, bundled: Content, english: Language
) -> None:
    scan_notices(job(given, tmp_path), bundled, english)
    out = tmp_path / "out"
    package = json.loads((out / "ocds.json").read_bytes())
    assert [each["tag"] for each in package["releases"]] == [["tender"], ["award", "contract"]]
    assert {"uri", "version", "publishedDate", "publisher"} <= package.keys()
    catalogue = json.loads((out / "dcat.jsonld").read_bytes())
    named = {each["dct:title"] for each in catalogue["dcat:distribution"]}
    assert named == {path.name for path in out.iterdir() if path.is_file()} - {"dcat.jsonld"}
    assert catalogue["dct:license"]["@id"]
    assert catalogue["dct:source"]


def test_a_second_run_changes_no_byte_nor_reads_anything_again(
    given: Path, tmp_path: Path, bundled: Content, english: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan_notices(job(given, tmp_path), bundled, english)
    first = contents(tmp_path / "out")

    def never(*_: object) -> None:
        pytest.fail("something was read again")

    monkeypatch.setattr(scanning, "scan_portion", never)
    scan_notices(job(given, tmp_path), bundled, english)
    assert contents(tmp_path / "out") == first


def test_a_run_that_goes_on_another_day_reads_nothing_again(
    given: Path, tmp_path: Path, bundled: Content, english: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = scan_notices(job(given, tmp_path), bundled, english)
    monkeypatch.setattr(scanning, "scan_portion", lambda *_: pytest.fail("something was read again"))
    later = ScanJob([given], tmp_path / "out", date(2026, 11, 23), prefix="ocds-000000", processes=1)
    assert scan_notices(later, bundled, english) == first


def test_a_file_that_changed_is_read_again_and_what_is_gone_is_forgotten(
    given: Path, tmp_path: Path, bundled: Content, english: Language
) -> None:
    scan_notices(job(given, tmp_path), bundled, english)
    shutil.copy(NOTICES / "workwear.xml", given / "below" / "broken.xml")
    scan = scan_notices(job(given, tmp_path), bundled, english)
    assert (scan.faults, scan.notices, scan.lots) == (0, 6, 6)
    assert len(list((tmp_path / "out" / STATE).iterdir())) == len(
        list(portions(((path, path.name) for path in [given / "workwear.xml"]), setup(bundled)))
    )


def setup(content: Content) -> Setup:
    return Setup(content.roots, content.version, AS_OF, "en", "", True, True)


def test_one_file_more_moves_few_portions(tmp_path: Path, bundled: Content) -> None:
    names = [f"{number:05}" for number in range(3000)]
    files = [(tmp_path / name, name) for name in names]
    for path, _ in files:
        path.touch()
    before = {each.fingerprint for each in portions(iter(files), setup(bundled))}
    (tmp_path / "more").touch()
    after = {
        each.fingerprint
        for each in portions(iter([*files[:1500], (tmp_path / "more", "more"), *files[1500:]]), setup(bundled))
    }
    assert len(before) > 10
    assert len(after - before) <= 2


def test_a_killed_run_goes_on_where_it_stopped(
    given: Path, tmp_path: Path, bundled: Content, english: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vigie.workflows.scan_portions._FILES", 1)
    whole = tmp_path / "whole"
    scan_notices(ScanJob([given], whole, AS_OF, prefix="ocds-000000", processes=1), bundled, english)
    read: list[object] = []
    real = scanning.scan_portion

    def killed(portion: object, *more: object) -> None:
        if len(read) == 2:
            (tmp_path / "out" / STATE / "part-half").mkdir()
            raise KeyboardInterrupt
        read.append(portion)
        real(portion, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(scanning, "scan_portion", killed)
    with pytest.raises(KeyboardInterrupt):
        scan_notices(job(given, tmp_path), bundled, english)
    assert not (tmp_path / "out" / "lots.csv").exists()
    monkeypatch.setattr(scanning, "scan_portion", lambda portion, *more: (read.append(portion), real(portion, *more)))
    scan_notices(job(given, tmp_path), bundled, english)
    assert len(read) == len(set(read)) == 4
    assert contents(tmp_path / "out") == contents(whole)


def test_two_processes_give_the_same_bytes_as_one(
    given: Path, tmp_path: Path, bundled: Content, english: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vigie.workflows.scan_portions._FILES", 2)
    monkeypatch.setattr(scanning, "_ALONE", 0)
    told: list[str] = []
    scan_notices(job(given, tmp_path), bundled, english)
    two = tmp_path / "two"
    scan_notices(
        ScanJob([given], two, AS_OF, prefix="ocds-000000", processes=2),
        bundled,
        english,
        lambda message: told.append(str(message)),
    )
    assert contents(two) == contents(tmp_path / "out")
    assert told[-1] == "Counting"


def test_a_process_that_the_system_ended_is_told_with_what_to_do(
    given: Path, tmp_path: Path, bundled: Content, english: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ended:
        def __init__(self, *_: object, **__: object) -> None: ...

        def __enter__(self) -> Ended:
            return self

        def __exit__(self, *_: object) -> None: ...

        def submit(self, *_: object) -> None:
            raise BrokenProcessPool

    monkeypatch.setattr("vigie.workflows.scan_portions._FILES", 2)
    monkeypatch.setattr(scanning, "_ALONE", 0)
    monkeypatch.setattr(scanning, "ProcessPoolExecutor", Ended)
    with pytest.raises(UnreadableInput, match="ended"):
        scan_notices(job(given, tmp_path, processes=2), bundled, english)


def test_a_portion_that_another_run_finished_meanwhile_is_kept(given: Path, tmp_path: Path, bundled: Content) -> None:
    (portion,) = portions(iter([(given / "workwear.xml", "workwear.xml")]), setup(bundled))
    state = tmp_path / "state"
    (state / portion.fingerprint).mkdir(parents=True)
    scanning.scan_portion(portion, state, setup(bundled))
    assert [each.name for each in state.iterdir()] == [portion.fingerprint]


def test_without_checks_and_releases_nothing_is_said_of_them(
    given: Path, tmp_path: Path, bundled: Content, english: Language
) -> None:
    scan = scan_notices(job(given, tmp_path, check=False, releases=False), bundled, english)
    assert not scan.checked
    assert not (tmp_path / "out" / "ocds.json").exists()
    assert "No text was checked" in (tmp_path / "out" / "about.md").read_text("utf-8")
    assert "text_controllable" not in (tmp_path / "out" / "indicators.csv").read_text("utf-8")


def test_a_buyer_sees_its_own_place_by_name_or_number(
    given: Path, tmp_path: Path, bundled: Content, english: Language
) -> None:
    for asked in ("Stad Weverdam", "0999.999.999"):
        scan = scan_notices(job(given, tmp_path, buyer=asked), bundled, english)
        assert scan.position[0].buyer == "0999.999.999"
        assert "Your own place" in (tmp_path / "out" / "about.md").read_text("utf-8")
    assert scan_notices(job(given, tmp_path, buyer="Nobody"), bundled, english).position == ()


def test_a_comparison_is_told_where_there_are_enough(bundled: Content, english: Language) -> None:
    position = (
        BuyerPosition("B", "clause_visible", 3, 10, 0.25, 0.0),
        BuyerPosition("B", "text_controllable", 1, 2, None, None),
    )
    spread = (Distribution("clause_visible", 8, ((0.5, 0.2),)),)
    scan = Scan(1, 1, 1, 0, 1, 0, False, (), spread, (), position)
    text = "\n".join(about(scan_edition(scan, bundled, english, AS_OF)))
    assert "25%" in text
    assert text.count("- ") == 1


def test_the_spread_is_written_with_its_remark(bundled: Content, english: Language, tmp_path: Path) -> None:
    spread = (Distribution("clause_visible", 8, ((0.5, 0.2),)),)
    scan = Scan(1, 1, 1, 0, 1, 0, True, (), spread, ())
    list(write_scan(scan_edition(scan, bundled, english, AS_OF), tmp_path))
    (row,) = table(tmp_path / "distribution.csv")
    assert (row["buyers"], row["quantile"], row["share"]) == ("8", "0.5", "0.2")
    assert row["remark"] == english.say(NOT_ABSENT)


def test_a_text_in_a_language_that_nobody_here_reads_is_not_judged(bundled: Content) -> None:
    check = clause_checker(bundled)
    assert check("Wykonawca przekazuje listę fabryk.", "pl") is None
    found = check("Bij uitvoering wordt geparkeerd op het plein.", "nl")
    assert found is not None
    assert not found.relevant


def test_single_files_are_read_and_a_missing_one_is_told(
    given: Path, tmp_path: Path, bundled: Content, english: Language
) -> None:
    one = ScanJob([given / "workwear.xml"], tmp_path / "out", AS_OF, processes=1)
    assert scan_notices(one, bundled, english).notices == 1
    with pytest.raises(UnreadableInput, match="no such file"):
        scan_notices(ScanJob([given / "none"], tmp_path / "out", AS_OF), bundled, english)


def test_results_within_the_inputs_are_not_read(given: Path, bundled: Content, english: Language) -> None:
    within = ScanJob([given], given / "out", AS_OF, processes=1)
    first = scan_notices(within, bundled, english)
    assert scan_notices(within, bundled, english) == first


def test_a_place_that_cannot_be_written_is_told(
    given: Path, tmp_path: Path, bundled: Content, english: Language
) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(WrongUse):
        scan_notices(job(given, tmp_path), bundled, english)
