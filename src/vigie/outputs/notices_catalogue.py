"""Describes the open data of a scan in DCAT-AP, so that portals can take it up: files, sources, licence, remark."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

_LICENCE = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"
_TYPES = {
    ".csv": ("http://publications.europa.eu/resource/authority/file-type/CSV", "text/csv"),
    ".json": ("http://publications.europa.eu/resource/authority/file-type/JSON", "application/json"),
    ".md": ("http://publications.europa.eu/resource/authority/file-type/MD", "text/markdown"),
}
_FILES = {
    "lots.csv": "Every lot of every notice, with what the notice shows",
    "buyers.csv": "The buyers, by name, with their number of lots",
    "faults.csv": "The inputs that could not be read, and why",
    "indicators.csv": "Shares by level of government, sector and year; small groups suppressed",
    "distribution.csv": "Quantiles over buyers, without names",
    "summary.json": "All figures of the scan",
    "ocds.json": "The eForms notices as a package of OCDS releases",
    "about.md": "What was found, in words",
}
_TITLE = {
    "en": "What public notices show about human-rights clauses",
    "fr": "Ce que les avis publics montrent des clauses de droits humains",
    "nl": "Wat aankondigingen tonen over mensenrechtenclausules",
    "de": "Was Bekanntmachungen über Menschenrechtsklauseln zeigen",
}


def identifier(name: str) -> str:
    """A stable name for a dataset that has no address yet."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"vigie:notices:{name}").urn


def catalogue(as_of: date, remark: str) -> dict[str, Any]:
    """The description as JSON-LD. Addresses are relative: whoever publishes the folder gives it one."""
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "prov": "http://www.w3.org/ns/prov#",
        },
        "@id": identifier("scan"),
        "@type": "dcat:Dataset",
        "dct:title": [{"@language": language, "@value": title} for language, title in _TITLE.items()],
        "dct:description": remark,
        "dct:issued": as_of.isoformat(),
        "dct:license": {"@id": _LICENCE},
        "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/IRREG"},
        "dcat:theme": {"@id": "http://publications.europa.eu/resource/authority/data-theme/GOVE"},
        "dct:provenance": "Made from public notices (eForms, OCDS) as given; see the place of each in lots.csv.",
        "dct:source": [
            {"@id": "https://ted.europa.eu", "dct:title": "Notices of the Publications Office of the European Union"},
            {"@id": "https://standard.open-contracting.org", "dct:title": "Open contracting data as given"},
        ],
        "dcat:distribution": [_distribution(name, told) for name, told in _FILES.items()],
    }


def _distribution(name: str, told: str) -> dict[str, Any]:
    file_type, media_type = next(kinds for ending, kinds in _TYPES.items() if name.endswith(ending))
    return {
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dct:description": told,
        "dcat:accessURL": {"@id": name},
        "dct:format": {"@id": file_type},
        "dcat:mediaType": media_type,
        "dct:license": {"@id": _LICENCE},
    }
