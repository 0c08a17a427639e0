"""The SQL of the tallies: one text for every engine. Facts are read in four families, each with the months it needs; what a unit
brings comes out as one row, and rows are added up to the level below the node that was asked for.

Sums and products stay in decimals of 38 digits and six places; nothing is divided, rounded or made a float.
"""

from __future__ import annotations

from typing import Final

from mzgz.progress.columns.engine_queries import FLOW, HOLD, ONCE, SNAPSHOT
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
    twelve_sql,
)

WIDE: Final = "DECIMAL(38,6)"
_NIL: Final = f"CAST(0 AS {WIDE})"

UNREPORTED, REPORTED, NOT_APPLICABLE, PENDING, PARTIAL = 0, 1, 3, 4, 5
DONE, AHEAD, ON_PACE, BEHIND = 1, 2, 3, 4

WHOLE: Final = ""
"""What stands in place of a node where all of them are told together."""

RESULT: Final = (
    "r, node, reported, partial, unreported, pending, not_applicable, met, missed, "
    "part, whole, low, high, base, gaps, blind, one, two, three, four, done, ahead, on_pace, behind, unproven, least, most"
)


def query(family: str, scope: str, *, lacking: bool = False, whole: bool = False) -> str:
    """The tallies of a family's asks, by node or of the whole at once; or the units whose figure is missing. The asks are a table of `asks_sql`,
    `scope` is the SQL of the pairs asked where it is not simply everybody."""
    body = {SNAPSHOT: _snapshot, HOLD: _hold, FLOW: _flow, ONCE: _once}[family]()
    return f"WITH {scope},\n{body},\nunit_rows AS ({_unit_rows(family)})\n{_LACKING if lacking else _added_up(whole)}"


def nodes_sql(node: str) -> str:
    """The units that may be asked, numbered, with what lies below the node they belong to."""
    return f"SELECT CAST(row_number() OVER (ORDER BY unit) AS INT) AS unit, unit AS code, node, is_bureau, asked, total FROM ({node}) t"


def _met(value: str, whole: str) -> str:
    """Whether value / whole meets the goal, by cross-multiplication."""
    v, w = f"CAST({value} AS {WIDE})", f"CAST({whole} AS {WIDE})"
    low = f"(a.lo_p IS NULL OR {v} * a.lo_q > {w} * a.lo_p OR (a.lo_in AND {v} * a.lo_q = {w} * a.lo_p))"
    high = f"(a.hi_p IS NULL OR {v} * a.hi_q < {w} * a.hi_p OR (a.hi_in AND {v} * a.hi_q = {w} * a.hi_p))"
    return f"({low} AND {high})"


_MET_PRODUCTS: Final = (
    "(a.lo_p IS NULL OR a.lo_v > a.lo_w OR (a.lo_in AND a.lo_v = a.lo_w)) "
    "AND (a.hi_p IS NULL OR a.hi_v < a.hi_w OR (a.hi_in AND a.hi_v = a.hi_w))"
)
"""The same of products that stand there already: an engine would reckon each of them again for every comparison."""


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


_KNOWN: Final = f"({known_sql('y', 'a.cut')}) & a.beyond"
"""The months of which anything is known: what was said for later ones, or came later, does not exist."""


def _heard(family: str, what: str) -> str:
    """A row for each unit and ask of a family, `h` its year and what is asked."""
    return (
        f"SELECT h.r, h.unit, {what} FROM (SELECT y.*, a.r, a.form, a.m, a.at_month, a.upto, a.asked, a.single, {_KNOWN} AS known "
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
    numbers = f"{number_at('h', 'p', 'k.month')} AS part, {number_at('h', 'w', 'k.month')} AS whole"
    said = f"{_any(REPORTED_BITS, 'k.bit')} AS reported, {_any(SPARED_BITS, 'k.bit')} AS spared"
    months = f"{_heard(HOLD, f'{numbers}, {said}')} CROSS JOIN ({twelve_sql()}) k WHERE ({_ASKED} & k.bit) <> 0"
    products = (
        f"CAST(x.part AS {WIDE}) * a.lo_q AS lo_v, CAST(x.whole AS {WIDE}) * a.lo_p AS lo_w, "
        f"CAST(x.part AS {WIDE}) * a.hi_q AS hi_v, CAST(x.whole AS {WIDE}) * a.hi_p AS hi_w"
    )
    given = (
        f"SELECT x.r, x.unit, x.spared, x.reported AND x.whole > 0 AS given, a.lo_p, a.lo_in, a.hi_p, a.hi_in, {products} "
        f"FROM ({months}) x JOIN asks a ON a.r = x.r"
    )
    each = f"SELECT a.r, a.unit, a.spared, a.given, {_MET_PRODUCTS} AS kept FROM ({given}) a"
    held = (
        "SELECT r, unit, count(CASE WHEN given AND kept THEN 1 END) AS held, "
        "count(CASE WHEN given AND NOT kept THEN 1 END) AS broken, count(CASE WHEN spared THEN 1 END) AS spared "
        f"FROM ({each}) e GROUP BY r, unit"
    )
    return _snapshot(HOLD, f", months AS ({held})")


def _flow() -> str:
    """All months up to the one, added up: what was asked for and whatever else was reported."""
    total = " + ".join(
        f"CASE WHEN {_any(REPORTED_BITS, f'{_SO_FAR} & {2 ** (month - 1)}')} THEN CAST(h.p{month} AS {WIDE}) ELSE {_NIL} END"
        for month in TWELVE
    )
    said = _heard(
        FLOW,
        f"CASE WHEN h.form = 'again' THEN {_NIL} ELSE {total} END AS total, {_number(REPORTED_BITS, _ASKED)} AS n_reported, "
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


def _unit_rows(family: str) -> str:
    """What each unit brings: its state, figure, verdict and light."""
    if family in (SNAPSHOT, HOLD):
        return _snapshot_rows(hold=family == HOLD)
    return _flow_rows() if family == FLOW else _once_rows()


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
    CASE WHEN s.state = 1 AND a.form <> 'stage' THEN CAST(s.part AS {WIDE}) ELSE {_NIL} END AS part,
    CASE WHEN s.state = 1 AND a.form = 'share' THEN CAST(s.whole AS {WIDE}) ELSE {_NIL} END AS whole,
    CASE WHEN {open_here} AND a.form = 'running' THEN coalesce(CAST(s.known_part AS {WIDE}), {_NIL}) ELSE {_NIL} END AS low,
    CASE WHEN {open_here} AND a.form = 'share' THEN coalesce(s.known_whole, {_NIL}) ELSE {_NIL} END AS base,
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
    CASE WHEN a.form = 'again' THEN CAST(s.n_reported AS {WIDE}) ELSE {_NIL} END AS whole,
    {_NIL} AS low, CASE WHEN a.form = 'again' THEN CAST(s.n_open AS {WIDE}) ELSE {_NIL} END AS base,
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


def _once_rows() -> str:
    one, nil = f"CAST(1 AS {WIDE})", _NIL
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


_MISSING: Final = f"state IN ({UNREPORTED}, {PENDING}, {PARTIAL})"
_LACKING: Final = (
    f"SELECT u.r, n.node, n.code FROM unit_rows u JOIN nodes n ON n.unit = u.unit WHERE u.{_MISSING} "
    "ORDER BY u.r, n.node, n.code"
)
"""Those without their figure, with the node they belong to."""


def _added_up(whole: bool) -> str:
    node, group = (f"'{WHOLE}' AS node", "r") if whole else ("node", "r, node")
    states = ", ".join(
        f"count(CASE WHEN state = {number} THEN 1 END) AS {name}"
        for number, name in (
            (REPORTED, "reported"),
            (PARTIAL, "partial"),
            (UNREPORTED, "unreported"),
            (PENDING, "pending"),
            (NOT_APPLICABLE, "not_applicable"),
        )
    )
    sums = ", ".join(
        f"CAST(coalesce(sum({name}), {_NIL}) AS {WIDE}) AS {name}" for name in ("part", "whole", "low", "high", "base")
    )
    counts = ", ".join(
        f"count(CASE WHEN {name} = 1 THEN 1 END) AS {name}" for name in ("gaps", "blind", "one", "two", "three", "four")
    )
    lights = ", ".join(
        f"count(CASE WHEN light = {number} THEN 1 END) AS {name}"
        for number, name in ((DONE, "done"), (AHEAD, "ahead"), (ON_PACE, "on_pace"), (BEHIND, "behind"))
    )
    return (
        f"SELECT r, {node}, {states}, count(CASE WHEN met = 1 THEN 1 END) AS met, "
        f"count(CASE WHEN met = 0 THEN 1 END) AS missed, {sums}, {counts}, {lights}, "
        f"count(CASE WHEN unproven AND {_MISSING} THEN 1 END) AS unproven, "
        f"min(CASE WHEN state = {REPORTED} THEN part END) AS least, max(CASE WHEN state = {REPORTED} THEN part END) AS most "
        f"FROM unit_rows GROUP BY {group} ORDER BY {group}"
    )
