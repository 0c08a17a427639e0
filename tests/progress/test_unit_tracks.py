"""A board that lets go of what it summed says the same as one that keeps it."""

from __future__ import annotations

from datetime import date

import pytest

from mzgz.progress import Board, Node
from plans import ledger, submission, target

TREE = """
bureau: {name: 某省民政厅, city: 某省, code: "150000"}
units:
  - {code: "150700", name: 甲市}
  - {code: "150702", name: 乙区, parent: "150700"}
  - {code: "150721", name: 丙旗, parent: "150700"}
  - {code: "150800", name: 丁市}
"""
ASKED = ("150702", "150721", "150800")


def board() -> Board:
    plan = [target({"id": name, "kind": "ratio", "goal": ">= 50%"}) for name in ("s", "t")]
    returns = [
        submission(
            {
                "unit": code,
                "period": f"2022-{month:02}",
                "entries": {name: {"numerator": month + place, "denominator": 20} for name in ("s", "t")},
            }
        )
        for month in range(1, 13)
        for place, code in enumerate(ASKED)
    ]
    return Board(ledger(plan, returns, TREE), 2022, date(2023, 1, 31))


def test_what_was_let_go_of_is_made_again_from_the_same_returns(monkeypatch: pytest.MonkeyPatch) -> None:
    keeping, frugal = board(), board()
    first = keeping.standing("s")
    list(keeping)
    assert first.tracks["150702"] is first.tracks["150702"]
    monkeypatch.setattr("mzgz.progress.board._MOST_TRACKS", 3)
    city = frugal.standing("s").city
    list(frugal)
    tracks = frugal.standing("s").tracks
    assert tracks["150702"] is not tracks["150702"]
    assert frugal.city("s") is city
    assert (tuple(tracks), list(frugal.standing("s").groups)) == (ASKED, ["150700"])
    assert frugal.under("s", "150700").figure == keeping.under("s", "150700").figure
    assert [part.figure for part in city.parts] == [part.figure for part in keeping.city("s").parts]
    together = Node("tag", "x", "x")
    assert frugal.group("s", ASKED, together).figure == keeping.group("s", ASKED, together).figure
