"""Writes the pages of docs/reference from the code and the content themselves, so that they cannot go stale."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from vigie.cli import app
from vigie.content import Content
from vigie.errors import ExitCode
from vigie.model.content import ChainStage, Indicator, Judgement, ProductGroup, Source
from vigie.model.tables import TableColumn

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "reference"
NOTE = "<!-- Written by `make docs`; do not edit. -->\n\n"


def commands() -> str:
    """Every command with its options, and the exit codes."""
    lines = ["# Commands", ""]
    for name, command in _walk(typer.main.get_command(app), "vigie"):
        lines += [f"## `{name}`", "", command.help, "", "| option | meaning |", "|---|---|"]
        for parameter in command.params:
            named = ", ".join(f"`{option}`" for option in parameter.opts if option.startswith("--"))
            lines.append(f"| {named or parameter.name.upper()} | {parameter.help} |")
        lines.append("")
    lines += ["## Exit codes", "", "| code | meaning |", "|---|---|"]
    lines += [f"| {code.value} | {code.name.lower().replace('_', ' ')} |" for code in ExitCode]
    return "\n".join(lines) + "\n"


def _walk(group: Any, path: str) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        yield f"{path} {name}", command
        if hasattr(command, "commands"):
            yield from _walk(command, f"{path} {name}")


def products(content: Content) -> str:
    """Every product group: its typical chain, its hazards with severity and ground."""
    lines = ["# Product and service groups", ""]
    for product in content.products.values():
        lines += [f"## {product.names['en']} (`{product.id}`)", "", *_names(product), ""]
        for stage in product.stages:
            lines += [f"### {str(stage.stage).replace('_', ' ')}", "", *_stage(stage), ""]
    return "\n".join(lines)


def _names(product: ProductGroup) -> list[str]:
    return [" / ".join(product.names[language] for language in ("fr", "nl", "de"))]


def _stage(stage: ChainStage) -> Iterator[str]:
    parts = [
        part.names["en"] + (f" ({', '.join(origin.country for origin in part.origins)})" if part.origins else "")
        for part in stage.parts
    ]
    yield f"Parts: {'; '.join(parts)}."
    yield ""
    yield "| right | level | scale / scope / irremediability | because | sources |"
    yield "|---|---|---|---|---|"
    for hazard in stage.hazards.values():
        dimensions = " / ".join(str(each or "?") for each in (hazard.scale, hazard.scope, hazard.irremediability))
        sources = ", ".join(hazard.sources) or "judgement, no source"
        yield f"| {hazard.right} | {hazard.level} | {dimensions} | {hazard.because['en']} | {sources} |"
    if stage.not_typical:
        yield ""
        yield f"Not typical: {', '.join(sorted(stage.not_typical))}."


def indicators(content: Content) -> str:
    """Every indicator: what it speaks about, from where it counts, and why."""
    lines = [
        "# Indicators",
        "",
        "| indicator | right | use | worse | high from | medium from | why |",
        "|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *(_indicator(each) for each in content.indicators.values())]) + "\n"


def _indicator(each: Indicator) -> str:
    return (
        f"| {each.names['en']} (`{each.id}`) | {each.right} | {each.use} | {each.worse} "
        f"| {_number(each.high_from)} | {_number(each.medium_from)} | {each.why['en']} |"
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def judgements(content: Content) -> str:
    """Every choice that is nobody's fact."""
    lines = ["# Judgements", ""]
    for each in content.judgements.values():
        lines += _judgement(each)
    return "\n".join(lines)


def _judgement(each: Judgement) -> list[str]:
    return [
        f"## `{each.id}`",
        "",
        f"Made by: {each.made_by['en']}, {each.date}.",
        "",
        f"**Choice.** {each.choice['en']}",
        "",
        f"**Reasons.** {each.reasons['en']}",
        "",
        f"**What would change it.** {each.would_change['en']}",
        "",
    ]


def sources(content: Content) -> str:
    """Every publication, and how it was read."""
    lines = ["# Sources", "", "| id | publisher | title | date | read |", "|---|---|---|---|---|"]
    return "\n".join([*lines, *(_source(each) for _, each in sorted(content.sources.items()))]) + "\n"


def _source(each: Source) -> str:
    title = f"[{each.title}]({each.url})" if each.url else each.title
    return f"| `{each.id}` | {each.publisher} | {title} | {each.date} | {each.read} |"


def tables(content: Content) -> str:
    """Every table of a chain that Vigie reads: its columns, what they mean, and how they may be headed."""
    lines = ["# Tables of a chain", ""]
    for table in content.tables.values():
        lines += [f"## {table.names['en']} (`{table.id}`)", "", table.meaning["en"], ""]
        lines += ["| column | required | type | meaning | examples | also headed |", "|---|---|---|---|---|---|"]
        lines += [*map(_table_column, table.columns.values()), ""]
    return "\n".join(lines)


def _table_column(column: TableColumn) -> str:
    examples = ", ".join(f"`{each}`" for each in column.examples)
    headings = "; ".join(", ".join(words) for words in column.headings.values())
    required = "yes" if column.required else ""
    kind = str(column.type).replace("_", " ")
    if column.values:
        kind += f": {', '.join(f'`{value}`' for value in column.values)}"
    return f"| `{column.id}` | {required} | {kind} | {column.meaning['en']} | {examples} | {headings} |"


def pages() -> dict[str, str]:
    """All reference pages by file name."""
    content = Content()
    return {
        "commands.md": NOTE + commands(),
        "products.md": NOTE + products(content),
        "indicators.md": NOTE + indicators(content),
        "judgements.md": NOTE + judgements(content),
        "sources.md": NOTE + sources(content),
        "tables.md": NOTE + tables(content),
    }


if __name__ == "__main__":
    PAGES.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (PAGES / name).write_text(text, encoding="utf-8")
        print(PAGES.relative_to(ROOT) / name)
