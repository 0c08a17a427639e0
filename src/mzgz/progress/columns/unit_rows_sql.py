"""The SQL of what each unit brings: its state, figure, verdict and light, from what it said. Sums and products stay in decimals of 38
digits and six places; nothing is divided, rounded or made a float."""

from __future__ import annotations

from typing import Final

from mzgz.progress.columns.engine_queries import FLOW, HOLD, RATES, SNAPSHOT
from mzgz.progress.columns.reported_as_of_sql import NIL, WIDE, met_sql

DONE, AHEAD, ON_PACE, BEHIND = 1, 2, 3, 4


def unit_rows_sql(family: str) -> str:
    """What each unit brings: its state, figure, verdict and light."""
    if family in (SNAPSHOT, HOLD):
        return _snapshot_rows(hold=family == HOLD)
    return {FLOW: _flow_rows, RATES: _rates_rows}.get(family, _once_rows)()


def _met(value: str, whole: str) -> str:
    return met_sql("a", value, whole)


def _amount_met(value: str, gap: str) -> str:
    """The verdict on an amount, of which more may come where there is a gap."""
    v = f"CAST({value} AS {WIDE})"
    over = f"(a.hi_p IS NOT NULL AND {v} * a.hi_q > a.hi_p)"
    on_edge = f"(a.spread AND NOT a.hi_in AND {v} * a.hi_q = a.hi_p)"
    over_open = f"(a.hi_p IS NOT NULL AND NOT a.hi_in AND NOT a.spread AND {v} * a.hi_q = a.hi_p)"
    return (
        f"CASE WHEN NOT a.judged THEN NULL "
        f"WHEN {gap} = 0 THEN CASE WHEN {on_edge} THEN NULL WHEN {_met(value, '1')} THEN 1 ELSE 0 END "
        f"WHEN {over} OR {over_open} THEN 0 "
        f"WHEN a.rises AND {_met(value, '1')} THEN 1 ELSE NULL END"
    )


_RATIO_MET: Final = (
    "CASE WHEN NOT a.judged THEN NULL "
    "WHEN u.gaps = 0 THEN CASE WHEN u.whole <= 0 THEN NULL WHEN " + _met("u.part", "u.whole") + " THEN 1 ELSE 0 END "
    "WHEN u.blind = 1 THEN NULL WHEN u.base > 0 THEN a.gap_seen ELSE a.gap_nothing END"
)


_LOW, _HIGH, _BASE = "(u.part + u.low)", "(u.part + u.base)", "(u.whole + u.base)"


def _times(value: str, edge: str) -> str:
    return f"CAST({value} AS {WIDE}) * a.{edge}"


_RATES_MET: Final = (
    "CASE WHEN NOT a.judged THEN NULL "
    f"WHEN u.gaps = 0 THEN CASE WHEN u.whole <= 0 THEN NULL WHEN {_met('u.part', 'u.whole')} THEN 1 ELSE 0 END "
    "WHEN u.blind = 1 THEN CASE WHEN a.of_whole AND (a.lo_p >= a.lo_q AND u.part < u.whole OR a.hi_p = 0 AND u.part > 0) THEN 0 END "
    f"WHEN {_BASE} <= 0 THEN a.gap_nothing "
    f"WHEN {_met(_LOW, _BASE)} AND {_met(_HIGH, _BASE)} THEN 1 "
    f"WHEN a.lo_p IS NOT NULL AND ({_times(_HIGH, 'lo_q')} < {_times(_BASE, 'lo_p')} "
    f"OR NOT a.lo_in AND {_times(_HIGH, 'lo_q')} = {_times(_BASE, 'lo_p')}) THEN 0 "
    f"WHEN a.hi_p IS NOT NULL AND ({_times(_LOW, 'hi_q')} > {_times(_BASE, 'hi_p')} "
    f"OR NOT a.hi_in AND NOT a.spread AND {_times(_LOW, 'hi_q')} = {_times(_BASE, 'hi_p')}) THEN 0 ELSE NULL END"
)
"""Of a share whose months are added up some are known where others are missing."""


_STAGES: Final = ", ".join(
    f"CASE WHEN u.stage = {number} THEN 1 ELSE 0 END AS {name}"
    for number, name in enumerate(("one", "two", "three", "four"), 1)
)
_NO_STAGES: Final = "0 AS one, 0 AS two, 0 AS three, 0 AS four"


def _lit(amount: str) -> str:
    """The light of a unit before the due date, as far as it is one; only asked where the verdict is on the units."""
    reaches = " ".join(
        f"WHEN u.state = 1 AND a.{band}_p IS NOT NULL AND CAST({amount} AS {WIDE}) * a.{band}_q >= a.{band}_p THEN {light}"
        for band, light in (("ahead", AHEAD), ("behind", ON_PACE))
    )
    behind = f"WHEN u.state = 1 AND a.behind_p IS NOT NULL THEN {BEHIND}"
    kept = f"WHEN u.met = 1 THEN CASE WHEN a.capped THEN {ON_PACE} ELSE {DONE} END"
    beyond = f"CAST({amount} AS {WIDE}) * a.hi_q > a.hi_p"
    too_many = f"WHEN a.capped AND u.met = 0 AND ({beyond} OR NOT a.hi_in AND {beyond.replace('>', '=')}) THEN {BEHIND}"
    return f"CASE WHEN u.state = 3 THEN 0 {kept} {too_many} {reaches} {behind} ELSE 0 END"


def _snapshot_rows(*, hold: bool) -> str:
    open_here = "s.state NOT IN (1, 3)"
    figures = f"""
  SELECT s.r, s.unit, s.node, s.state, s.applied,
    CASE WHEN s.state = 1 AND a.form <> 'stage' THEN CAST(s.part AS {WIDE}) ELSE {NIL} END AS part,
    CASE WHEN s.state = 1 AND a.form = 'share' THEN CAST(s.whole AS {WIDE}) ELSE {NIL} END AS whole,
    CASE WHEN {open_here} AND a.form = 'running' THEN coalesce(CAST(s.known_part AS {WIDE}), {NIL}) ELSE {NIL} END AS low,
    CASE WHEN {open_here} AND a.form = 'share' THEN coalesce(s.known_whole, {NIL}) ELSE {NIL} END AS base,
    CASE WHEN {open_here} THEN 1 ELSE 0 END AS gaps,
    CASE WHEN {open_here} AND a.form = 'share' AND s.known_whole IS NULL THEN 1 ELSE 0 END AS blind,
    CASE WHEN s.state = 1 AND a.form = 'stage' THEN CAST(s.part AS INT) END AS stage
  FROM settled s JOIN asks a ON a.r = s.r"""
    met = f"CASE WHEN u.state = 3 THEN NULL WHEN a.form = 'share' THEN {_RATIO_MET} WHEN a.form = 'stage' OR (a.form = 'level' AND u.gaps > 0) THEN NULL ELSE {_amount_met('u.part + u.low', 'u.gaps')} END"
    months = ""
    if hold:
        months = "LEFT JOIN months o ON o.r = u.r AND o.unit = u.unit"
        met = (
            "CASE WHEN u.state = 3 OR NOT a.judged THEN NULL WHEN coalesce(o.broken, 0) > 0 THEN 0 "
            "WHEN coalesce(o.held, 0) + CASE WHEN a.occasional OR NOT coalesce(u.applied, false) "
            "THEN coalesce(o.spared, 0) ELSE 0 END >= a.n_asked THEN 1 ELSE NULL END"
        )
    return f"""
  SELECT u.r, u.unit, u.node, u.state, u.met, u.part, u.whole, u.low, u.base AS high, u.base, u.gaps, u.blind, {_STAGES},
    {_lit("u.part + u.low")} AS light, false AS unproven
  FROM (SELECT u.*, {met} AS met FROM ({figures}) u JOIN asks a ON a.r = u.r {months}) u
  JOIN asks a ON a.r = u.r"""


def _flow_rows() -> str:
    figures = f"""
  SELECT s.r, s.unit, s.node, s.state,
    CASE WHEN a.form = 'again' THEN CAST(s.n_held AS {WIDE}) ELSE CAST(s.total AS {WIDE}) END AS part,
    CASE WHEN a.form = 'again' THEN CAST(s.n_reported AS {WIDE}) ELSE {NIL} END AS whole,
    {NIL} AS low, CASE WHEN a.form = 'again' THEN CAST(s.n_open AS {WIDE}) ELSE {NIL} END AS base,
    CASE WHEN a.form = 'again' THEN CASE WHEN s.n_open > 0 THEN 1 ELSE 0 END
      WHEN s.state IN (1, 3) THEN 0 ELSE 1 END AS gaps,
    0 AS blind
  FROM settled s JOIN asks a ON a.r = s.r"""
    recurring = "CASE WHEN u.part < u.whole THEN 0 WHEN u.gaps > 0 OR u.whole = 0 THEN NULL ELSE 1 END"
    met = (
        f"CASE WHEN u.state = 3 THEN NULL WHEN a.form = 'again' THEN {recurring} "
        f"ELSE {_amount_met('u.part', 'u.gaps')} END"
    )
    return f"""
  SELECT u.r, u.unit, u.node, u.state, u.met, u.part, u.whole, u.low, u.base AS high, u.base, u.gaps, u.blind, {_NO_STAGES},
    {_lit("u.part")} AS light, false AS unproven
  FROM (SELECT u.*, {met} AS met FROM ({figures}) u JOIN asks a ON a.r = u.r) u JOIN asks a ON a.r = u.r"""


def _rates_rows() -> str:
    open_here = "s.state NOT IN (1, 3)"
    base = f"s.bases + CAST(s.n_bare AS {WIDE}) * coalesce(s.registered, {NIL})"
    figures = f"""
  SELECT s.r, s.unit, s.node, s.state, s.part, s.whole, {NIL} AS low, CASE WHEN {open_here} THEN {base} ELSE {NIL} END AS base,
    CASE WHEN {open_here} THEN 1 ELSE 0 END AS gaps,
    CASE WHEN {open_here} AND s.n_bare > 0 AND s.registered IS NULL THEN 1 ELSE 0 END AS blind
  FROM settled s"""
    # a share of all the year's cases may be lost again as long as more are to come
    light = f"CASE WHEN u.state <> 3 AND u.met = 1 THEN {ON_PACE} ELSE 0 END"
    return f"""
  SELECT u.r, u.unit, u.node, u.state, u.met, u.part, u.whole, u.low, u.base AS high, u.base, u.gaps, u.blind, {_NO_STAGES},
    {light} AS light, false AS unproven
  FROM (SELECT u.*, CASE WHEN u.state = 3 THEN NULL ELSE {_RATES_MET} END AS met FROM ({figures}) u JOIN asks a ON a.r = u.r) u"""


def _once_rows() -> str:
    one, nil = f"CAST(1 AS {WIDE})", NIL
    figures = f"""
  SELECT s.r, s.unit, s.node, s.state, s.unproven,
    CASE WHEN s.state = 1 AND s.is_done THEN {one} ELSE {nil} END AS part,
    CASE WHEN s.state = 1 THEN {one} ELSE {nil} END AS whole,
    CASE WHEN s.state NOT IN (1, 3) AND NOT s.half AND s.is_done THEN {one} ELSE {nil} END AS low,
    CASE WHEN s.state IN (1, 3) THEN {nil} WHEN s.half OR s.is_done OR NOT s.is_settled THEN {one} ELSE {nil} END AS high,
    CASE WHEN s.state IN (1, 3) THEN {nil} ELSE {one} END AS base,
    CASE WHEN s.state IN (1, 3) THEN 0 ELSE 1 END AS gaps
  FROM settled s"""
    met = (
        "CASE WHEN u.state = 3 THEN NULL WHEN u.part + u.high < u.whole + u.base THEN 0 "
        "WHEN u.part + u.low = u.whole + u.base THEN 1 ELSE NULL END"
    )
    light = (
        f"CASE WHEN u.state = 3 THEN 0 WHEN u.met = 1 THEN {DONE} WHEN u.unproven THEN 0 "
        f"WHEN u.state = 1 OR (u.state = 0 AND a.single) THEN {ON_PACE} ELSE 0 END"
    )
    return f"""
  SELECT u.r, u.unit, u.node, u.state, u.met, u.part, u.whole, u.low, u.high, u.base, u.gaps, 0 AS blind, {_NO_STAGES},
    {light} AS light, u.unproven
  FROM (SELECT u.*, {met} AS met FROM ({figures}) u) u JOIN asks a ON a.r = u.r"""
