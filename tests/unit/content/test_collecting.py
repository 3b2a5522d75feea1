"""The search for cycles rests while much is made, and afterwards is what it was before."""

from __future__ import annotations

import gc

import pytest

from vigie.content.collecting import collector_at_rest


@collector_at_rest()
def works() -> bool:
    return gc.isenabled()


def test_it_rests_only_inside():
    assert not works()
    assert gc.isenabled()


def test_it_goes_on_after_an_error():
    with pytest.raises(ZeroDivisionError), collector_at_rest():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_who_had_stopped_it_keeps_it_stopped():
    gc.disable()
    try:
        assert not works()
        assert not gc.isenabled()
    finally:
        gc.enable()
