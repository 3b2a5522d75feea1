"""Every command a person can type is documented: Make's words, Vigie's commands, and all their options."""

from __future__ import annotations

import re
from pathlib import Path

import typer
from tools import reference

from vigie.cli import app

ROOT = Path(__file__).parents[2]


def commands(group, path="vigie"):
    """Every command and sub-command with its full name."""
    for name, command in group.commands.items():
        yield f"{path} {name}", command
        if hasattr(command, "commands"):
            yield from commands(command, f"{path} {name}")


def test_every_command_and_option_says_what_it_does():
    for name, command in commands(typer.main.get_command(app)):
        assert command.help, name
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{name} {parameter.name}"


def test_every_command_stands_in_the_reference():
    reference = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    for name, command in commands(typer.main.get_command(app)):
        assert f"`{name}`" in reference, name
        for parameter in command.params:
            for option in parameter.opts:
                assert option.startswith("--") is False or f"`{option}`" in reference, f"{name} {option}"


def test_every_word_of_make_says_what_it_does_and_exists_for_ci():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE).group(1).split()
    for word in phony:
        assert re.search(rf"^{word}:.*## \S", text, re.MULTILINE), word
    used = re.findall(r"^make (\S+)", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert used
    assert set(used) <= set(phony)


def test_the_readme_leads_with_the_two_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme[:1500]
    assert "make test" in readme[:1500]


def test_the_reference_pages_are_those_that_the_code_and_the_content_give():
    for name, text in reference.pages().items():
        assert (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8") == text, "run make docs"
