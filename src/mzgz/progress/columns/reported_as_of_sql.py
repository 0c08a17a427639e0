"""The SQL of what units said up to a month, as known on a day: a row for each of whoever is asked. Facts are read in families,
each with the months it needs. One text for every engine."""

from __future__ import annotations

from typing import Final

from mzgz.progress.columns.engine_queries import FLOW, HOLD, ONCE, RATES, SNAPSHOT
from mzgz.progress.columns.year_rows_sql import (
    A_MONTH,
    APPLIED_BITS,
    DONE_WORD,
    OTHER_BITS,
    PENDING_BITS,
    REPORTED_BITS,
    SPARED_BITS,
    TWELVE,
    known_sql,
    last_number,
    number_at,
)

WIDE: Final = "DECIMAL(38,6)"
NIL: Final = f"CAST(0 AS {WIDE})"

UNREPORTED, REPORTED, NOT_APPLICABLE, PENDING, PARTIAL = 0, 1, 3, 4, 5


def heard_sql(family: str) -> str:
    """The tables of a family, of which `settled` is the last."""
    return {SNAPSHOT: _snapshot, HOLD: _hold, FLOW: _flow, RATES: _rates, ONCE: _once}[family]()


def met_sql(row: str, value: str, whole: str) -> str:
    """Whether value / whole meets the goal of an ask, by cross-multiplication; each product is reckoned once."""
    v, w = f"CAST({value} AS {WIDE})", f"CAST({whole} AS {WIDE})"

    def edge(name: str, beyond: str) -> str:
        part, full = f"{v} * {row}.{name}_q", f"{w} * {row}.{name}_p"
        return f"({row}.{name}_p IS NULL OR CASE WHEN {row}.{name}_in THEN {part} {beyond}= {full} ELSE {part} {beyond} {full} END)"

    return f"({edge('lo', '>')} AND {edge('hi', '<')})"


_KNOWN: Final = f"({known_sql('y', 'a.cut')}) & a.beyond"
"""The months of which anything is known: what was said for later ones, or came later, does not exist."""


_EDGES: Final = "a.lo_p, a.lo_q, a.lo_in, a.hi_p, a.hi_q, a.hi_in"


def _heard(family: str, what: str) -> str:
    """A row for each unit and ask of a family, `h` its year and what is asked."""
    return (
        f"SELECT h.r, h.unit, {what} FROM (SELECT y.*, a.r, a.form, a.m, a.at_month, a.upto, a.asked, a.single, a.occasional, {_EDGES}, {_KNOWN} AS known "
        f"FROM years y JOIN asks a ON y.target = a.target WHERE a.family = '{family}') h"
    )


_ASKED_OF: Final = (
    "JOIN asks a ON a.r = s.r JOIN nodes n ON n.unit = s.unit LEFT JOIN pairs p ON p.r = s.r AND p.unit = s.unit"
)
_IS_ASKED: Final = "(a.everybody AND n.asked AND NOT n.is_bureau) OR p.r IS NOT NULL"


def _any(bits: int, months: str) -> str:
    """Whether a unit has said something of one of some months."""
    return f"(h.flags & (({months}) * {bits})) <> 0"


def _number(bits: int, months: str) -> str:
    return f"bit_count(h.flags & (({months}) * {bits}))"


def _state(month: str, half: str = "") -> str:
    """What was said for a month, given as a bit of those known."""
    return (
        f"CASE WHEN {_any(REPORTED_BITS, month)} THEN {REPORTED} WHEN {_any(SPARED_BITS, month)} THEN {NOT_APPLICABLE} "
        f"WHEN {_any(PENDING_BITS, month)} THEN {PENDING} {half}ELSE {UNREPORTED} END"
    )


_APPLIED: Final = _any(APPLIED_BITS, "h.known")
_HERE: Final = "h.known & h.at_month"
_SO_FAR: Final = "h.known & h.upto"
_ASKED: Final = "h.known & h.asked"


def _where(bits: int, number: str) -> str:
    return f"CASE WHEN {_any(bits, _HERE)} THEN {number} END"


def _unless(bits: int, number: str) -> str:
    return f"CASE WHEN NOT {_any(bits, _HERE)} THEN {number} END"


def _snapshot(family: str = SNAPSHOT, more: str = "") -> str:
    """The one month; of what is open there, the last known number of earlier ones."""
    half = f"WHEN {_any(OTHER_BITS, _HERE)} THEN {PARTIAL} "
    said = _heard(
        family,
        f"{_state(_HERE, half)} AS state, {_where(REPORTED_BITS, number_at('h', 'p', 'h.m'))} AS part, "
        f"{_where(REPORTED_BITS, number_at('h', 'w', 'h.m'))} AS whole, "
        f"{_unless(REPORTED_BITS, last_number('h', 'w', f'({_SO_FAR})'))} AS known_whole, "
        f"{_unless(REPORTED_BITS, last_number('h', 'p', f'({_SO_FAR})'))} AS known_part, {_APPLIED} AS applied",
    )
    return f"""said AS (
  {said}
), settled AS (
  SELECT s.r, s.unit, n.node, s.part, s.whole, s.known_part, s.applied,
    CASE WHEN s.state = 3 AND NOT a.occasional AND s.applied THEN 4 ELSE s.state END AS state,
    coalesce(CAST(s.known_whole AS {WIDE}), CAST(g.number AS {WIDE})) AS known_whole
  FROM said s {_ASKED_OF} LEFT JOIN registered g ON g.r = s.r AND g.unit = s.unit WHERE {_IS_ASKED}
){more}"""


def _hold() -> str:
    """Every month asked up to the one; in each the goal is held, broken or open."""
    kept = ", ".join(
        f"CASE WHEN {_any(REPORTED_BITS, f'{_ASKED} & {2 ** (month - 1)}')} AND h.w{month} > 0 "
        f"THEN {met_sql('h', f'h.p{month}', f'h.w{month}')} END AS k{month}"
        for month in TWELVE
    )
    held, broken = (
        " + ".join(f"CASE WHEN {such} k{month} THEN 1 ELSE 0 END" for month in TWELVE) for such in ("", "NOT")
    )
    each = _heard(HOLD, f"{kept}, {_number(SPARED_BITS, _ASKED)} AS spared")
    months = f"SELECT r, unit, {held} AS held, {broken} AS broken, spared FROM ({each}) e"
    return _snapshot(HOLD, f", months AS ({months})")


def _added(name: str) -> str:
    """The parts or wholes of all months up to the one that were reported."""
    return " + ".join(
        f"CASE WHEN {_any(REPORTED_BITS, f'{_SO_FAR} & {2 ** (month - 1)}')} THEN CAST(h.{name}{month} AS {WIDE}) ELSE {NIL} END"
        for month in TWELVE
    )


def _half_told(month: int) -> str:
    """Whether a month that was asked for lacks its part, but not its whole."""
    bit = f"{_ASKED} & {2 ** (month - 1)}"
    spared = f"({_any(SPARED_BITS, bit)} AND (h.occasional OR NOT {_APPLIED}))"
    return f"({bit}) <> 0 AND NOT {_any(REPORTED_BITS, bit)} AND NOT {spared} AND h.w{month} IS NOT NULL"


def _rates() -> str:
    """Parts and wholes of all months up to the one, each added up; of a month that is missing the whole is known where it
    was told by itself, or by the registry."""
    told = {month: _half_told(month) for month in TWELVE}
    bases = " + ".join(
        f"CASE WHEN {such} THEN CAST(h.w{month} AS {WIDE}) ELSE {NIL} END" for month, such in told.items()
    )
    half = f"WHEN {_any(OTHER_BITS, _HERE)} THEN {PARTIAL} "
    said = _heard(
        RATES,
        f"{_added('p')} AS part, {_added('w')} AS whole, {bases} AS bases, "
        f"{' + '.join(f'CASE WHEN {such} THEN 1 ELSE 0 END' for such in told.values())} AS n_half, "
        f"{_number(REPORTED_BITS, _ASKED)} AS n_reported, {_number(SPARED_BITS, _ASKED)} AS n_spared, "
        f"{_state(_HERE, half)} AS last, {_APPLIED} AS applied",
    )
    return f"""said AS (
  {said}
), counted AS (
  SELECT s.r, s.unit, n.node, s.part, s.whole, s.bases, s.n_half, s.n_reported, CAST(g.number AS {WIDE}) AS registered,
    CASE WHEN a.occasional OR NOT s.applied THEN s.n_spared ELSE 0 END AS n_spared,
    CASE WHEN s.last = 3 AND NOT a.occasional AND s.applied THEN 4 ELSE s.last END AS last
  FROM said s {_ASKED_OF} LEFT JOIN registered g ON g.r = s.r AND g.unit = s.unit WHERE {_IS_ASKED}
), settled AS (
  SELECT c.r, c.unit, c.node, c.part, c.whole, c.bases, c.registered,
    a.n_asked - c.n_reported - c.n_spared - c.n_half AS n_bare,
    CASE WHEN c.last NOT IN (1, 3) THEN c.last WHEN c.n_reported + c.n_spared < a.n_asked THEN 5
      WHEN c.n_reported > 0 THEN 1 ELSE 3 END AS state
  FROM counted c JOIN asks a ON a.r = c.r
)"""


def _flow() -> str:
    """All months up to the one, added up: what was asked for and whatever else was reported."""
    said = _heard(
        FLOW,
        f"CASE WHEN h.form = 'again' THEN {NIL} ELSE {_added('p')} END AS total, {_number(REPORTED_BITS, _ASKED)} AS n_reported, "
        f"{_number(OTHER_BITS, _ASKED)} AS n_held, {_number(SPARED_BITS, _ASKED)} AS n_spared, {_state(_HERE)} AS last, "
        f"{_APPLIED} AS applied",
    )
    return f"""said AS (
  {said}
), counted AS (
  SELECT s.r, s.unit, n.node, s.total, s.n_reported, s.n_held,
    CASE WHEN a.occasional OR NOT s.applied THEN s.n_spared ELSE 0 END AS n_spared,
    CASE WHEN s.last = 3 AND NOT a.occasional AND s.applied THEN 4 ELSE s.last END AS last
  FROM said s {_ASKED_OF} WHERE {_IS_ASKED}
), settled AS (
  SELECT c.r, c.unit, c.node, c.total, c.n_reported, c.n_held, a.n_asked - c.n_reported - c.n_spared AS n_open,
    CASE WHEN c.last NOT IN (1, 3) THEN c.last WHEN c.n_reported + c.n_spared < a.n_asked THEN 5
      WHEN c.n_reported > 0 THEN 1 ELSE 3 END AS state
  FROM counted c JOIN asks a ON a.r = c.r
)"""


def _once() -> str:
    """One thing: the last word on it, wherever it stands, and what stood there at the end of the month."""
    spoken = f"({_SO_FAR} & h.present)"
    last = " ".join(f"WHEN {spoken} >= {2 ** (month - 1)} THEN {2 ** (month - 1)}" for month in reversed(TWELVE))
    stand = f"CASE WHEN NOT h.single THEN {_HERE} {last} ELSE 0 END"
    heard = _heard(
        ONCE,
        f"h.single, h.flags, {stand} AS stand, CAST({last_number('h', 'p', 'h.known')} AS BIGINT) AS word, {_APPLIED} AS applied",
    )
    limit = "year(a.day_limit) * 10000 + month(a.day_limit) * 100 + day(a.day_limit)"
    return f"""said AS (
  SELECT h.r, h.unit, h.word, h.applied,
    CASE WHEN h.single AND h.stand = 0 AND h.word IS NOT NULL THEN {REPORTED} ELSE {_state("h.stand")} END AS stood,
    CASE WHEN h.single AND h.stand = 0 THEN h.word % {A_MONTH} >= {DONE_WORD} ELSE {_any(OTHER_BITS, "h.stand")} END AS done_here
  FROM ({heard}) h
), parted AS (
  SELECT s.r, s.unit, n.node, s.word, s.applied, s.stood, s.done_here,
    s.word >= (CAST(a.m AS BIGINT) + 1) * {A_MONTH} AS word_later,
    s.word % {A_MONTH} >= {DONE_WORD} AS word_done, s.word % {DONE_WORD} AS word_day
  FROM said s {_ASKED_OF} WHERE {_IS_ASKED}
), judged AS (
  SELECT q.r, q.unit, q.node, q.word, q.word_later, q.done_here,
    coalesce(q.word_done AND q.word_day = 0, false) AS unproven,
    coalesce(q.word_done AND q.word_day > 0 AND q.word_day <= {limit}, false) AS is_done,
    CASE WHEN q.stood = 3 AND NOT a.occasional AND q.applied THEN 4 ELSE q.stood END AS state
  FROM parted q JOIN asks a ON a.r = q.r
), settled AS (
  SELECT j.r, j.unit, j.node, j.unproven, j.is_done, j.unproven AND j.done_here AS half,
    j.is_done OR (j.word IS NOT NULL AND j.word_later AND NOT j.unproven) AS is_settled,
    CASE WHEN j.state = 3 THEN 3 WHEN j.unproven AND j.done_here THEN 5 ELSE j.state END AS state
  FROM judged j
)"""
