"""The results appear all together or not at all."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from vigie.content import Content
from vigie.errors import WrongUse
from vigie.language import Language
from vigie.model.assessment import Assessment
from vigie.outputs import FORMATS, write
from vigie.outputs.directory import staged
from vigie.outputs.edition import Edition


def test_every_format_is_written_and_named(written: Path) -> None:
    assert sorted(path.name for path in written.iterdir()) == [
        "assessment.json", "not_understood.csv", "report-for-suppliers.html", "report-for-suppliers.pdf",
        "report.html", "report.pdf", "risks.csv", "risks.parquet", "risks.xlsx", "suppliers.csv",
    ]  # fmt: skip


def test_the_paths_are_those_in_the_directory_asked_for(
    assessment: Assessment, sample_content: Content, language: Language, tmp_path: Path
) -> None:
    paths = write(assessment, sample_content, language, tmp_path / "new" / "out", ["parquet", "parquet"])
    assert paths == (tmp_path / "new" / "out" / "risks.parquet",)
    assert paths[0].exists()


def test_an_unknown_format_is_refused_before_anything_is_written(
    assessment: Assessment, sample_content: Content, language: Language, tmp_path: Path
) -> None:
    with pytest.raises(WrongUse) as caught:
        write(assessment, sample_content, language, tmp_path / "out", ["csv", "docx"])
    assert "docx" in str(caught.value.what)
    assert list(tmp_path.iterdir()) == []


def test_a_format_that_fails_leaves_no_directory_behind(
    assessment: Assessment,
    sample_content: Content,
    language: Language,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(_: Edition, directory: Path) -> Iterator[Path]:
        (directory / "half.txt").write_text("half")
        raise RuntimeError("power cut")
        yield directory

    monkeypatch.setattr("vigie.outputs.FORMATS", {**FORMATS, "pdf": fails})
    with pytest.raises(RuntimeError, match="power cut"):
        write(assessment, sample_content, language, tmp_path / "out", ["csv", "pdf"])
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_result_is_replaced_file_by_file_and_other_files_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for text in ("first", "second"):
        with staged(out) as directory:
            (directory / "report.txt").write_text(text)
        (out / "my notes.txt").write_text("mine")
    assert (out / "report.txt").read_text() == "second"
    assert (out / "my notes.txt").read_text() == "mine"
    assert list(tmp_path.iterdir()) == [out]


def test_a_failing_second_run_leaves_the_first_result_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with staged(out) as directory:
        (directory / "report.txt").write_text("first")

    def fail() -> None:
        with staged(out) as directory:
            (directory / "report.txt").write_text("second")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        fail()
    assert (out / "report.txt").read_text() == "first"


def test_a_file_where_the_directory_should_be_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("I am a file")
    with pytest.raises(WrongUse) as caught, staged(tmp_path / "out") as directory:
        (directory / "report.txt").write_text("x")
    assert caught.value.where.endswith("out")
    assert "a file stands where a folder is needed" in str(caught.value.what)
    assert (tmp_path / "out").read_text() == "I am a file"


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_place_without_room_is_a_clear_error_in_every_format(
    name: str, assessment: Assessment, sample_content: Content, language: Language, tmp_path: Path
) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50, before[1]))
    try:
        with pytest.raises(WrongUse) as caught:
            write(assessment, sample_content, language, tmp_path / "out", [name])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "too big" in str(caught.value.what)
    assert list(tmp_path.iterdir()) == []


def test_a_refusal_without_a_name_is_told_in_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="cable pulled"), staged(tmp_path / "out"):
        raise OSError(5, "cable pulled")


def test_a_place_that_cannot_hold_a_directory_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WrongUse), staged(tmp_path / "file" / "out"):
        pass


def test_the_directory_can_be_read_by_whom_the_session_allows(tmp_path: Path) -> None:
    (tmp_path / "usual").mkdir()
    with staged(tmp_path / "out"):
        pass
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_two_writes_are_byte_identical(
    assessment: Assessment, sample_content: Content, language: Language, written: Path, tmp_path: Path
) -> None:
    for path in write(assessment, sample_content, language, tmp_path / "again", list(FORMATS)):
        assert path.read_bytes() == (written / path.name).read_bytes(), path.name
