"""Work beside: the same result with and without a second process, and errors met where they can be told."""

from __future__ import annotations

import os

import pytest

from mzgz import beside as room
from mzgz.beside import beside


def test_the_result_of_the_work_comes_back() -> None:
    assert beside(lambda: {"所在": [1, "二"]})() == {"所在": [1, "二"]}


def test_where_the_system_copies_the_work_is_done_in_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "fork"):
        pytest.skip("no second process on this system")
    monkeypatch.setattr(room, "_can_copy", lambda: True)
    assert beside(os.getpid)() != os.getpid()


def test_where_it_does_not_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_can_copy", lambda: False)
    assert beside(os.getpid)() == os.getpid()


def test_an_error_of_the_work_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        beside(lambda: 1 // 0)()


def test_a_result_that_cannot_be_sent_is_made_here() -> None:
    work = beside(lambda: lambda: 7)
    assert work()() == 7
