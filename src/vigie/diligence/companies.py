"""Reads the file in which a company describes itself, and says which field to mend where it cannot be read."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, ValidationError

from vigie.content import BUNDLED, Content
from vigie.content.reading import PlainLoader
from vigie.errors import Message, UnreadableInput
from vigie.model.duties import Company

ANSWERS = "answers"
"""The field that holds answers to the questions of rules, by the name of the fact."""


def read_company(path: Path, content: Content) -> Company:
    """The company of a YAML or JSON file. Raises `UnreadableInput` with the field that is not as it must be."""
    stated = _plain(_document(path))
    fault = next(_validator().iter_errors(stated), None)
    if fault is not None:
        raise _refused(path, fault)
    _known(path, "products", [each.get("group", "") for each in stated.get("products", ())], ["", *content.products])
    _known(path, ANSWERS, stated.get(ANSWERS, {}), _answerable(content))
    return Company(stated.get("name", ""), stated)


def _document(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8-sig")
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=PlainLoader)):
            raise UnreadableInput(
                Message("The file refers to parts of itself, which Vigie does not follow."),
                where=path.name,
                advice=Message("Write each value out where it belongs."),
            )
        # PlainLoader is the safe loader with fewer implicit types.
        return yaml.load(text, Loader=PlainLoader)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise UnreadableInput(
            Message("The description of the company cannot be read."),
            where=_where(path, error),
            advice=Message("Give a YAML or JSON file in UTF-8, as in the example company.yml."),
        ) from error


def _where(path: Path, error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"{path.name}:{mark.line + 1}" if mark else path.name


def _plain(document: Any) -> Any:
    """The document with text keys, as a schema expects them; infinity becomes a text, which no field takes."""
    match document:
        case None:
            return {}
        case Mapping():
            return {str(key): _plain(value) for key, value in document.items()}
        case list():
            return [_plain(each) for each in document]
        case float() if not math.isfinite(document):
            return str(document)
        case _:
            return document


def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads((BUNDLED / "schemas" / "company.json").read_text("utf-8")))


def _refused(path: Path, fault: ValidationError) -> UnreadableInput:
    where = ":".join([path.name, *(str(step) for step in fault.absolute_path)])
    schema: Any = fault.schema
    instance: Any = fault.instance
    match fault.validator:
        case "additionalProperties":
            known = schema["properties"]
            unknown = ", ".join(sorted(set(instance) - set(known)))
            return UnreadableInput(
                Message("There is no field named {name} here.", name=unknown),
                where=where,
                advice=Message("The fields are: {names}.", names=", ".join(known)),
            )
        case "enum":
            return UnreadableInput(
                Message("{value} is none of the words that can stand here.", value=str(instance)),
                where=where,
                advice=Message("Choose from: {names}.", names=", ".join(schema["enum"])),
            )
        case _:
            return UnreadableInput(
                Message("{value} cannot stand here.", value=str(instance)),
                where=where,
                advice=Message(
                    "Write a number without separators (1500000), true or false, a country by its two letters (BE), "
                    "a list with a dash before each line; leave out what you do not know."
                ),
            )


def _answerable(content: Content) -> list[str]:
    places = (fact.at.partition("/") for fact in content.company_facts.values())
    return [name for field, _, name in places if field == ANSWERS]


def _known(path: Path, field: str, given: Any, known: Any) -> None:
    for each in given:
        if each not in known:
            raise UnreadableInput(
                Message("Nothing here is named {name}.", name=each),
                where=f"{path.name}:{field}",
                advice=Message("Choose from: {names}.", names=", ".join(sorted(filter(None, known)))),
            )
