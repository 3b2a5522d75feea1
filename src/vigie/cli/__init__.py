"""The command line: reads what the person typed, calls a workflow, prints; every error becomes advice and an exit code.

One module for each family of commands. Heavy imports stand inside the commands, so that help and mistakes are
answered at once.
"""

from __future__ import annotations

import sys

import typer

from vigie.cli.chains import chain_command
from vigie.cli.clauses import clause_app
from vigie.cli.contents import content_app
from vigie.cli.duties import duties_command
from vigie.cli.notices import notices_app
from vigie.cli.suppliers import assess_command
from vigie.errors import ExitCode

USAGE_ERROR: type[typer.BadParameter] = typer.BadParameter.__mro__[1]
"""What the command-line library raises for any wrong use: the parent of its public errors."""

app = typer.Typer(
    help="Vigie: where people in your supply chain are most at risk, why, according to whom, and what to do first.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("assess")(assess_command)
app.command("chain")(chain_command)
app.command("duties")(duties_command)
app.add_typer(clause_app, name="clause")
app.add_typer(notices_app, name="notices")
app.add_typer(content_app, name="content")


@app.callback()
def vigie() -> None:
    """Keeps the sub-commands together; without one, the help is shown."""


def main(arguments: list[str] | None = None) -> None:
    """The process edge: wrong use answers 3, as the table of exit codes says; a closed pipe is no error."""
    try:
        code = app(arguments, standalone_mode=False)
    except USAGE_ERROR as error:
        error.show()
        code = ExitCode.WRONG_USE
    except BrokenPipeError:
        code = ExitCode.DONE
    sys.exit(int(code or ExitCode.DONE))
