"""The command line, run as a person runs it, with what it answered and told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vigie import cli


@pytest.fixture
def vigie(capsys) -> Callable[..., tuple[int, str, str]]:
    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            cli.main([str(each) for each in arguments])
        told = capsys.readouterr()
        return left.value.code, told.out, told.err

    return run
