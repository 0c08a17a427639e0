"""The program against a recomputation that shares no code with it, on generated workspaces and any as-of day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import recomputation
from mzgz.model.periods import Period
from mzgz.progress import Board, Progress
from plans import CODES, WORKSPACE, ledger, submission, target

JUDGES = ("pooled", "every", {"at-least": 1}, {"at-least": 3})
NUMBERS = st.integers(0, 2**63)
"""What the dice begin with: drawing each of the thousands of values of a workspace takes ten times as long as judging it."""


def amount(dice: Random) -> int | Decimal:
    return dice.choice((dice.randint(0, 20), Decimal(dice.randint(0, 2000)) / 100))


def targets(dice: Random, number: int) -> dict[str, Any]:
    kind = dice.choice(("ratio", "count", "milestone", "recurring", "redline"))
    out: dict[str, Any] = {
        "id": f"t{number}",
        "kind": kind,
        "due": dice.choice(("2022-06-30", "2022-06-15", "2022-12-31")),
        "cadence": dice.choice(("month", "quarter", *(["once"] if kind == "milestone" else []))),
        "occasional": dice.choice((False, False, True)),
    }
    if kind != "redline":
        out["judge"] = dice.choice(JUDGES)
    if kind == "ratio":
        out |= {"goal": dice.choice((">= 50%", "> 50%", "= 100%", "<= 40%")), "hold": dice.choice((True, False))}
        out |= {"measured": dice.choice((None, None, "cumulative", "stock", "period", "period", "period"))}
    if kind == "count":
        out["goal"] = dice.choice((">= 10", "> 10", "= 0", "= 12", "<= 5", "< 5"))
        out["measured"] = dice.choice(("cumulative", "period", "stock", "level"))
    return out


def entries(dice: Random, kind: str) -> dict[str, Any] | None:
    shape = dice.choice(["full"] * 6 + ["none", "blank", "na", "pending", "half"])
    if shape == "none":
        return None
    if shape in ("blank", "na", "pending"):
        return {"blank": {}, "na": {"not_applicable": "本期无"}, "pending": {"pending": "2022-07-10"}}[shape]
    if kind == "ratio":
        number = amount(dice)
        both = {"numerator": dice.choice((0, number, number)), "denominator": number}
        return both if shape == "full" else {"denominator": number}
    if kind in ("count", "redline"):
        return {"value": amount(dice) if kind == "count" else dice.choice((0, 0, 0, 1))}
    on = dice.choice((None, (date(2022, 1, 1) + timedelta(dice.randint(1, 364))).isoformat()))
    proof = {"evidence": ["某民发〔2022〕1号"]} if dice.randint(0, 3) else {}
    done = dice.choice((True, True, False))
    return {"done": done} | ({**({"on": on} if on else {}), **proof} if kind == "milestone" else {})


def workspace(number: int) -> dict[str, Any]:
    """The workspace of a number."""
    dice = Random(number)  # noqa: S311 - the same number, the same workspace
    plan = [targets(dice, place) for place in range(dice.randint(1, 3))]
    said: dict[tuple[int, str], Any] = {}
    for month in range(1, 13):
        for unit in CODES:
            if not dice.randint(0, 7):
                continue
            given = {item["id"]: entries(dice, item["kind"]) for item in plan}
            late = dice.choice((0, 0, 0, 0, 3, 40))
            received = date(2022 + month // 12, month % 12 + 1, 4) + timedelta(late)
            said[month, unit] = {"received": received, "entries": {k: v for k, v in given.items() if v is not None}}
    ws = {"units": list(CODES), "targets": plan, "returns": said, **registry(dice, plan)}
    return {**ws, "doubted": doubted(dice, ws)} if dice.randint(0, 1) else ws


def registry(dice: Random, plan: list[dict[str, Any]]) -> dict[str, Any]:
    """Some shares are of what is registered; of some units that changes on a day."""
    streets: dict[str, dict[int, int]] = {}
    changes: dict[str, tuple[date, int]] = {}
    for unit in CODES:
        before, now = dice.randint(0, 20), dice.randint(0, 20)
        day = date(2022, 1, 1) + timedelta(dice.randint(0, 364)) if dice.randint(0, 1) else date(2021, 5, 1)
        changes[unit] = (day, before)
        streets[unit] = {m: now if day <= date(2022, m, monthrange(2022, m)[1]) else before for m in range(1, 13)}
        streets[unit][0] = now
    tied = [item for item in plan if item["kind"] == "ratio" and dice.randint(0, 1)]
    for item in tied:
        item["denominator"] = {"name": "街道数", "unit": "个", "registry": "streets"}
    return {
        "registered": {(item["id"], unit): streets[unit] for item in tied for unit in CODES},
        "streets": {unit: (streets[unit][0], *changes[unit]) for unit in CODES},
    }


def units_of(ws: dict[str, Any]) -> str:
    """mzgz.yaml with what is registered of its units, and what was before."""
    lines = WORKSPACE.splitlines()
    for place, line in enumerate(lines):
        code = next((code for code in CODES if f'"{code}"' in line), None)
        if code is not None:
            now, day, before = ws["streets"][code]
            past = f"registry: {{streets: {now}}}, registry_changed: [{{on: {day}, was: {{streets: {before}}}}}]"
            lines[place] = re.sub(r"registry: \{streets: [0-9]+\}", past, line)
    return "\n".join(lines)


def doubted(dice: Random, ws: dict[str, Any]) -> dict[tuple[str, str], set[int]]:
    """Some of what was said stands under an open 强制 finding."""
    out: dict[tuple[str, str], set[int]] = {}
    for (month, unit), item in ws["returns"].items():
        for name in item["entries"]:
            if not dice.randint(0, 9):
                out.setdefault((name, unit), set()).add(month)
    return out


def build(ws: dict[str, Any], as_of: date) -> Board:
    returns = [
        submission(
            {
                "unit": unit,
                "period": f"2022-{month:02}",
                "received": item["received"].isoformat(),
                "entries": item["entries"],
            }
        )
        for (month, unit), item in ws["returns"].items()
    ]
    here = {(month, unit) for (month, unit), item in ws["returns"].items() if item["received"] <= as_of}
    doubts = {
        key: frozenset(Period.month_of(2022, month).index for month in months if (month, key[1]) in here)
        for key, months in ws.get("doubted", {}).items()
    }
    book = ledger([target(item) for item in ws["targets"]], returns, units_of(ws))
    return Board(book, 2022, as_of, doubts=doubts)


def figures(seen: Progress) -> tuple[Any, ...]:
    return seen.state, seen.value, seen.met, seen.bounds


def expected(item: Any, part: Any, state: str, met: bool | None) -> tuple[Any, ...]:
    """Value and bounds by their definition, from the recomputed sums."""
    share = item["kind"] in ("ratio", "milestone", "recurring")
    value = None
    level = item.get("measured") == "level"
    if not part["gap"] and state != "not_applicable":
        value = (Fraction(part["n"]) / part["d"] if part["d"] else None) if share else Fraction(part["n"])
    if level and part.get("many"):
        value = None  # they do not add up
    if level:
        return state, value, met, (None, None) if state not in ("reported", "not_applicable") else None
    return state, value, met, _bounds(part, share) if state not in ("reported", "not_applicable") else None


def _bounds(part: Any, share: bool) -> tuple[Any, Any]:
    if not share:
        return part["n"] + part["low"], None if part["high"] is None else part["n"] + part["high"]
    if part["base"] is None or not part["d"] + part["base"]:
        return None, None
    whole = part["d"] + part["base"]
    return Fraction(part["n"] + part["low"]) / whole, Fraction(part["n"] + part["high"]) / whole


@settings(max_examples=300)
@given(NUMBERS, st.integers(0, 430))
def test_agrees_with_the_recomputation(number: int, day: int) -> None:
    ws = workspace(number)
    as_of = date(2022, 1, 1) + timedelta(day)
    board = build(ws, as_of)
    for item in ws["targets"]:
        answer = recomputation.city(ws, item, as_of)
        seen = board.city(item["id"])
        if not answer:
            assert (seen.period, seen.state, seen.met) == (None, "unreported", None)
            continue
        assert figures(seen) == expected(item, answer["figure"], answer["state"], answer["met"])
        assert (seen.units_met, seen.expected) == (answer["units_met"], answer["expected"])
        for code, part in answer["units"].items():
            unit = board.unit(item["id"], code)
            assert figures(unit) == expected(item, part, part["state"], answer["mets"][code]), code


@settings(max_examples=100)
@given(NUMBERS)
def test_what_was_not_yet_received_does_not_exist(number: int) -> None:
    ws = workspace(number)
    as_of = date(2022, 8, 10)
    known = {key: item for key, item in ws["returns"].items() if item["received"] <= as_of}
    for item in ws["targets"]:
        whole, early = build(ws, as_of).city(item["id"]), build({**ws, "returns": known}, as_of).city(item["id"])
        assert figures(whole) == figures(early)
