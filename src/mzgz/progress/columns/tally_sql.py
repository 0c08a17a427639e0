"""The SQL of the tallies: one text for every engine. Facts are read in four families, each with the months it needs; what a unit
brings comes out as one row, and rows are added up to the level below the node that was asked for.

Sums and products stay in decimals of 38 digits and six places; nothing is divided, rounded or made a float.
"""

from __future__ import annotations

from typing import Final

from mzgz.intake.collect.column_layout import NUMBER
from mzgz.progress.columns.engine_queries import FLOW, HOLD, ONCE, SNAPSHOT
from mzgz.progress.columns.scope_sql import EVERYBODY

WIDE: Final = "DECIMAL(38,6)"
_NIL: Final = f"CAST(0 AS {WIDE})"

UNREPORTED, REPORTED, NOT_APPLICABLE, PENDING, PARTIAL = 0, 1, 3, 4, 5
DONE, AHEAD, ON_PACE, BEHIND = 1, 2, 3, 4

RESULT: Final = (
    "r, node, reported, partial, unreported, pending, not_applicable, met, missed, "
    "part, whole, low, high, base, gaps, blind, one, two, three, four, done, ahead, on_pace, behind, unproven, least, most"
)


def query(family: str, scope: str, *, everybody: bool = False, lacking: bool = False) -> str:
    """The tallies of a family's asks, by node; or the units whose figure is missing. The asks are a table of `asks_sql`,
    `scope` is the SQL of the pairs asked, which may be simply everybody."""
    body = {SNAPSHOT: _snapshot(), HOLD: _hold(), FLOW: _flow(), ONCE: _once()}[family]
    return (
        f"WITH {scope},\n{body},\n"
        f"unit_rows AS ({_unit_rows(family, everybody)})\n{_LACKING if lacking else _added_up()}"
    )


TARGET_COLUMNS: Final = "target, id, form"


def nodes_sql(node: str) -> str:
    """The units that may be asked, numbered, with what lies below the node they belong to."""
    return f"SELECT CAST(row_number() OVER (ORDER BY unit) AS INT) AS unit, unit AS code, node, is_bureau, asked, total FROM ({node}) t"


def facts_sql(targets: str) -> str:
    """The facts of those units, slim: numbers in place of names, of each entry what its kind asks for: its part is the number
    reported, the stage that was reached, or 1 for what is done and 0 for what is not."""
    state = (
        "CASE WHEN x.state IN (3, 4) THEN x.state "
        "WHEN t.form = 'share' THEN CASE WHEN x.numerator IS NOT NULL AND x.denominator IS NOT NULL THEN 1 "
        "WHEN x.numerator IS NULL AND x.denominator IS NULL THEN 0 ELSE 5 END "
        "WHEN t.form = 'stage' THEN CASE WHEN x.stage IS NULL THEN 0 ELSE 1 END "
        "WHEN t.form IN ('again', 'thing') THEN CASE WHEN x.done IS NULL THEN 0 ELSE 1 END "
        "WHEN x.value IS NULL THEN 0 ELSE 1 END"
    )
    part = (
        "CASE WHEN t.form = 'share' THEN x.numerator "
        f"WHEN t.form IN ('again', 'thing') THEN CAST(CAST(x.done AS INT) AS {NUMBER}) "
        f"WHEN t.form = 'stage' THEN CAST(x.stage AS {NUMBER}) ELSE x.value END"
    )
    day = "year(x.done_on) * 10000 + month(x.done_on) * 100 + day(x.done_on)"
    word = (
        "CASE WHEN t.form = 'thing' AND x.state IN (1, 2) AND x.done IS NOT NULL THEN "
        "CAST(x.month AS BIGINT) * 1000000000 + CASE WHEN x.done THEN 500000000 ELSE 0 END "
        f"+ CASE WHEN x.done AND x.proven AND x.done_on IS NOT NULL THEN {day} ELSE 0 END END"
    )
    return (
        f"SELECT n.unit, CAST(t.id AS SMALLINT) AS target, x.month, CAST({state} AS TINYINT) AS state, "
        f"x.state IN (1, 4) AS applied, {part} AS part, x.denominator AS whole, CAST({word} AS BIGINT) AS word, x.received "
        f"FROM collected_facts x JOIN (SELECT * FROM (VALUES {targets}) AS v({TARGET_COLUMNS})) t ON t.target = x.target "
        "JOIN nodes n ON n.code = x.unit WHERE x.state <> 0"
    )


def _met(value: str, whole: str) -> str:
    """Whether value / whole meets the goal, by cross-multiplication."""
    v, w = f"CAST({value} AS {WIDE})", f"CAST({whole} AS {WIDE})"
    low = f"(a.lo_p IS NULL OR {v} * a.lo_q > {w} * a.lo_p OR (a.lo_in AND {v} * a.lo_q = {w} * a.lo_p))"
    high = f"(a.hi_p IS NULL OR {v} * a.hi_q < {w} * a.hi_p OR (a.hi_in AND {v} * a.hi_q = {w} * a.hi_p))"
    return f"({low} AND {high})"


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


def _snapshot(more: str = "") -> str:
    """The one month; of what is open there, the last known number of earlier ones."""
    return f"""said AS (
  SELECT a.r, x.unit, x.part, x.whole
  FROM facts x JOIN asks a ON x.target = a.target AND x.month = a.m WHERE x.received <= a.cut AND x.state = {REPORTED}
), open_here AS (
  SELECT p.r, p.unit, p.node FROM pairs p ANTI JOIN said s ON s.r = p.r AND s.unit = p.unit
), earlier AS (
  SELECT h.r, h.unit, max(CASE WHEN x.month = a.m THEN x.state END) AS state,
    max_by(x.whole, CASE WHEN x.whole IS NOT NULL AND x.month <= a.m THEN x.month END) AS whole,
    max_by(x.part, CASE WHEN x.part IS NOT NULL AND x.month <= a.m THEN x.month END) AS part,
    count(CASE WHEN x.applied THEN 1 END) AS applied
  FROM open_here h JOIN asks a ON a.r = h.r JOIN facts x ON x.unit = h.unit AND x.target = a.target
  WHERE x.month <= a.horizon AND x.received <= a.cut
  GROUP BY h.r, h.unit
), settled AS (
  SELECT h.r, h.unit, h.node,
    CASE WHEN e.state = 3 AND NOT a.occasional AND e.applied > 0 THEN 4 ELSE coalesce(e.state, 0) END AS state,
    coalesce(CAST(e.whole AS {WIDE}), CAST(g.number AS {WIDE})) AS known_whole, e.part AS known_part
  FROM open_here h JOIN asks a ON a.r = h.r
  LEFT JOIN earlier e ON e.r = h.r AND e.unit = h.unit
  LEFT JOIN registered g ON g.r = h.r AND g.unit = h.unit
){more}"""


def _hold() -> str:
    """Every month asked up to the one; in each the goal is held, broken or open."""
    each = (
        f"SELECT a.r, x.unit, x.state, x.state = 1 AND x.whole > 0 AS given, {_met('x.part', 'x.whole')} AS kept "
        "FROM facts x JOIN asks a ON x.target = a.target "
        "WHERE x.month <= a.m AND x.month % a.step = 0 AND x.received <= a.cut"
    )
    held = (
        "SELECT r, unit, count(CASE WHEN given AND kept THEN 1 END) AS held, "
        "count(CASE WHEN given AND NOT kept THEN 1 END) AS broken, count(CASE WHEN state = 3 THEN 1 END) AS spared "
        f"FROM ({each}) e GROUP BY r, unit"
    )
    applied = (
        "SELECT o.r, o.unit, count(CASE WHEN x.applied THEN 1 END) AS applied "
        "FROM (SELECT r, unit FROM months WHERE spared > 0) o JOIN asks a ON a.r = o.r "
        "JOIN facts x ON x.target = a.target AND x.unit = o.unit "
        "WHERE x.month <= a.horizon AND x.received <= a.cut GROUP BY o.r, o.unit"
    )
    return _snapshot(f", months AS ({held}), concerned AS ({applied})")


def _flow() -> str:
    """All months up to the one, added up: what was asked for and whatever else was reported."""
    return f"""said AS (
  SELECT a.r, x.unit,
    sum(CASE WHEN x.month <= a.m AND x.state = 1 THEN x.part END) AS total,
    count(CASE WHEN x.month <= a.m AND x.month % a.step = 0 AND x.state = 1 THEN 1 END) AS n_reported,
    count(CASE WHEN x.month <= a.m AND x.month % a.step = 0 AND x.state = 1 AND x.part = 1 THEN 1 END) AS n_held,
    count(CASE WHEN x.month <= a.m AND x.month % a.step = 0 AND x.state = 3 THEN 1 END) AS n_spared,
    max(CASE WHEN x.month = a.m THEN x.state END) AS last,
    count(CASE WHEN x.applied THEN 1 END) AS applied
  FROM facts x JOIN asks a ON x.target = a.target
  WHERE x.month <= a.horizon AND x.received <= a.cut
  GROUP BY a.r, x.unit
), counted AS (
  SELECT p.r, p.unit, p.node, coalesce(s.total, {_NIL}) AS total, coalesce(s.n_reported, 0) AS n_reported,
    coalesce(s.n_held, 0) AS n_held,
    CASE WHEN a.occasional OR coalesce(s.applied, 0) = 0 THEN coalesce(s.n_spared, 0) ELSE 0 END AS n_spared,
    CASE WHEN s.last = 3 AND NOT a.occasional AND s.applied > 0 THEN 4 ELSE coalesce(s.last, 0) END AS last
  FROM pairs p JOIN asks a ON a.r = p.r LEFT JOIN said s ON s.r = p.r AND s.unit = p.unit
), settled AS (
  SELECT c.r, c.unit, c.node, c.total, c.n_reported, c.n_held, a.n_asked - c.n_reported - c.n_spared AS n_open,
    CASE WHEN c.last NOT IN (1, 3) THEN c.last WHEN c.n_reported + c.n_spared < a.n_asked THEN 5
      WHEN c.n_reported > 0 THEN 1 ELSE 3 END AS state
  FROM counted c JOIN asks a ON a.r = c.r
)"""


def _once() -> str:
    """One thing: the last word on it, wherever it stands, and what stood there at the end of the month."""
    stood = (
        "CASE WHEN CASE WHEN a.single THEN x.month <= a.m ELSE x.month = a.m END "
        "THEN CAST(x.month AS INT) * 100 + CAST(x.state AS INT) * 10 "
        "+ CASE WHEN x.part IS NULL THEN 0 WHEN x.part = 1 THEN 2 ELSE 1 END END"
    )
    limit = "year(a.day_limit) * 10000 + month(a.day_limit) * 100 + day(a.day_limit)"
    return f"""said AS (
  SELECT a.r, x.unit, max(x.word) AS word, max({stood}) AS stood, count(CASE WHEN x.applied THEN 1 END) AS applied
  FROM facts x JOIN asks a ON x.target = a.target
  WHERE x.month <= a.horizon AND x.received <= a.cut
  GROUP BY a.r, x.unit
), parted AS (
  SELECT p.r, p.unit, p.node, s.word, coalesce(s.applied, 0) AS applied,
    s.word >= (CAST(a.m AS BIGINT) + 1) * 1000000000 AS word_later,
    s.word % 1000000000 >= 500000000 AS word_done, s.word % 500000000 AS word_day,
    CASE WHEN s.stood IS NULL AND a.single AND s.word IS NOT NULL
      THEN 10 + CASE WHEN s.word % 1000000000 >= 500000000 THEN 2 ELSE 1 END ELSE s.stood % 100 END AS stood
  FROM pairs p JOIN asks a ON a.r = p.r LEFT JOIN said s ON s.r = p.r AND s.unit = p.unit
), judged AS (
  SELECT q.r, q.unit, q.node, q.word, q.word_later, coalesce(q.stood % 10, 0) AS done_here,
    coalesce(q.word_done AND q.word_day = 0, false) AS unproven,
    coalesce(q.word_done AND q.word_day > 0 AND q.word_day <= {limit}, false) AS is_done,
    CASE WHEN q.stood IS NULL THEN 0
      WHEN q.stood - q.stood % 10 = 30 THEN CASE WHEN NOT a.occasional AND q.applied > 0 THEN 4 ELSE 3 END
      ELSE CASE WHEN q.stood - q.stood % 10 = 40 THEN 4 WHEN q.stood - q.stood % 10 = 10 THEN 1 ELSE 0 END END AS state
  FROM parted q JOIN asks a ON a.r = q.r
), settled AS (
  SELECT j.r, j.unit, j.node, j.unproven, j.is_done, j.unproven AND j.done_here = 2 AS half,
    j.is_done OR (j.word IS NOT NULL AND j.word_later AND NOT j.unproven) AS is_settled,
    CASE WHEN j.state = 3 THEN 3 WHEN j.unproven AND j.done_here = 2 THEN 5 ELSE j.state END AS state
  FROM judged j
)"""


def _unit_rows(family: str, everybody: bool) -> str:
    """What each unit brings: its state, figure, verdict and light."""
    if family in (SNAPSHOT, HOLD):
        pairs = f"({EVERYBODY}) p ON p.unit = s.unit" if everybody else "pairs p ON p.r = s.r AND p.unit = s.unit"
        return _snapshot_rows(pairs, hold=family == HOLD)
    if family == FLOW:
        return _flow_rows()
    return _once_rows()


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


def _snapshot_rows(pairs: str, *, hold: bool) -> str:
    given = f"""
  SELECT s.r, s.unit, p.node, {REPORTED} AS state, CASE WHEN a.form = 'stage' THEN {_NIL} ELSE CAST(s.part AS {WIDE}) END AS part,
    CASE WHEN a.form = 'share' THEN CAST(s.whole AS {WIDE}) ELSE {_NIL} END AS whole,
    {_NIL} AS low, {_NIL} AS base, 0 AS gaps, 0 AS blind, CASE WHEN a.form = 'stage' THEN CAST(s.part AS INT) END AS stage
  FROM said s JOIN {pairs} JOIN asks a ON a.r = s.r"""
    missing = f"""
  SELECT s.r, s.unit, s.node, s.state, {_NIL} AS part, {_NIL} AS whole,
    CASE WHEN s.state <> 3 AND a.form = 'running' THEN coalesce(CAST(s.known_part AS {WIDE}), {_NIL}) ELSE {_NIL} END AS low,
    CASE WHEN s.state <> 3 AND a.form = 'share' THEN coalesce(s.known_whole, {_NIL}) ELSE {_NIL} END AS base,
    CASE WHEN s.state = 3 THEN 0 ELSE 1 END AS gaps,
    CASE WHEN s.state <> 3 AND a.form = 'share' AND s.known_whole IS NULL THEN 1 ELSE 0 END AS blind, CAST(NULL AS INT) AS stage
  FROM settled s JOIN asks a ON a.r = s.r"""
    met = f"CASE WHEN u.state = 3 THEN NULL WHEN a.form = 'share' THEN {_RATIO_MET} WHEN a.form = 'stage' OR (a.form = 'level' AND u.gaps > 0) THEN NULL ELSE {_amount_met('u.part + u.low', 'u.gaps')} END"
    months = ""
    if hold:
        months = (
            "LEFT JOIN months o ON o.r = u.r AND o.unit = u.unit LEFT JOIN concerned c ON c.r = u.r AND c.unit = u.unit"
        )
        met = (
            "CASE WHEN u.state = 3 OR NOT a.judged THEN NULL WHEN coalesce(o.broken, 0) > 0 THEN 0 "
            "WHEN coalesce(o.held, 0) + CASE WHEN a.occasional OR coalesce(c.applied, 0) = 0 "
            "THEN coalesce(o.spared, 0) ELSE 0 END >= a.n_asked THEN 1 ELSE NULL END"
        )
    return f"""
  SELECT u.r, u.unit, u.node, u.state, u.met, u.part, u.whole, u.low, u.base AS high, u.base, u.gaps, u.blind, {_STAGES},
    {_lit("u.part + u.low")} AS light, false AS unproven
  FROM (SELECT u.*, {met} AS met FROM ({given} UNION ALL {missing}) u JOIN asks a ON a.r = u.r {months}) u
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


def _added_up() -> str:
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
        f"SELECT r, node, {states}, count(CASE WHEN met = 1 THEN 1 END) AS met, "
        f"count(CASE WHEN met = 0 THEN 1 END) AS missed, {sums}, {counts}, {lights}, "
        f"count(CASE WHEN unproven AND {_MISSING} THEN 1 END) AS unproven, "
        f"min(CASE WHEN state = {REPORTED} THEN part END) AS least, max(CASE WHEN state = {REPORTED} THEN part END) AS most "
        "FROM unit_rows GROUP BY r, node ORDER BY r, node"
    )
