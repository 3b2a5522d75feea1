"""The sample assessment, its content, and one directory with every format of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from tests.unit.outputs import sample

from vigie.content import Content
from vigie.language import Language
from vigie.model.assessment import Assessment, Position
from vigie.outputs import FORMATS, write
from vigie.outputs.edition import Edition


@pytest.fixture(scope="session")
def sample_content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return Content(sample.write_content(tmp_path_factory.mktemp("content")))


@pytest.fixture(scope="session")
def language(sample_content: Content) -> Language:
    return Language("en", sample_content.name)


@pytest.fixture(scope="session")
def assessment() -> Assessment:
    return sample.assessment()


@pytest.fixture(scope="session")
def edition(assessment: Assessment, sample_content: Content, language: Language) -> Edition:
    return Edition(assessment, sample_content, language)


@pytest.fixture(scope="session")
def written(
    assessment: Assessment, sample_content: Content, language: Language, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    out = tmp_path_factory.mktemp("results") / "out"
    write(assessment, sample_content, language, out, list(FORMATS))
    return out


@pytest.fixture(scope="session")
def empty(assessment: Assessment) -> Assessment:
    """An assessment of a list in which there was nothing."""
    return replace(
        assessment, suppliers=(), profiles=(), risks=assessment.risks.clear(), priorities=(), harms=(),
        if_likelihood_first=(), tied_share=0.0, columns=(), not_understood=(),
    )  # fmt: skip


@pytest.fixture(scope="session")
def folded(assessment: Assessment) -> Assessment:
    """The same assessment with its unmapped stages written once per profile, for 2,500 suppliers each."""
    unmapped = [index for index, each in enumerate(assessment.profiles) if each.position is Position.UNMAPPED]
    behind = pl.col("profile").is_in(unmapped)
    risks = assessment.risks.with_columns(
        supplier=pl.when(behind).then(None).otherwise("supplier"),
        suppliers=pl.when(behind).then(2500).otherwise("suppliers").cast(pl.Int64),
    ).unique(["profile", "supplier"], maintain_order=True)
    return replace(assessment, risks=risks, folded=True)
