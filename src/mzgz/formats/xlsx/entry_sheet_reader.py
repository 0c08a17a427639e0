"""The sheet 填报 of a filled form: every row is known by its key, checked against the plan, and read."""

from __future__ import annotations

from dataclasses import dataclass, field
from string import ascii_uppercase, digits

from mzgz.formats.xlsx.cell_grid import Grid
from mzgz.intake.faults import form_faults
from mzgz.intake.form import layout
from mzgz.intake.form.cell_values import CellReader
from mzgz.intake.form.draft import Sheaf
from mzgz.intake.form.form_editions import FormEdition
from mzgz.intake.form.layout import (
    FIRST_ROW,
    HEAD_ROW,
    HIDDEN_CELLS,
    INPUT,
    KEY,
    LABEL,
    MARK,
    NOT_APPLICABLE,
    NOTE,
    NUMBERS,
    PENDING,
    PRINT,
    REASON,
    SECTION_MARK,
)
from mzgz.language.near_matches import near
from mzgz.model.hints import NO, YES
from mzgz.model.ledger import Ledger, Plan
from mzgz.model.submissions import ANY_QUERY, Submission
from mzgz.model.targets import Target
from mzgz.model.targets.reported_facts import STAGES

_MAY_BE_BLANK = ("note", "evidence", "on")
_OURS = (PRINT, *"CDEFGH", MARK)
"""What the form itself wrote into a row: of a row that was taken apart only what people typed is told."""
_INPUTS = INPUT + NOT_APPLICABLE + PENDING + REASON + NOTE


@dataclass(slots=True)
class _Rows:
    """The rows of the sheet as they were recognised."""

    edition: FormEdition
    by_key: dict[str, int] = field(default_factory=dict)
    targets: dict[str, Target] = field(default_factory=dict)
    prints: dict[str, str] = field(default_factory=dict)
    """By target, as the form says the declarations were."""


def read_figures(
    grid: Grid, hidden: Grid, edition: FormEdition, sheaf: Sheaf, ledger: Ledger, into: CellReader
) -> None:
    """Put what is filled in into the sheaf; tell what stands against it."""
    head = grid.head_row(edition.heads, HEAD_ROW)
    if head is None:
        _tell_heads(grid, edition, into)
        return
    plan = ledger.plans[sheaf.period.year]
    for area in grid.merged(_INPUTS):
        if grid.holds(area) and not _is_heading(grid, area) and not _is_spread(grid, edition, plan, area):
            into.tell(form_faults.sheet.cells_merged, grid.source(area.split(":")[0]), area=area)
    rows = _recognised(grid, head + 1, edition, plan, into)
    _missing(grid, hidden, rows, plan, ledger.submission(sheaf.unit, sheaf.period), into)
    _tell_hidden(grid, rows, into)
    sheaf.listed |= set(rows.targets)
    for target in rows.targets.values():
        _entry(grid, target, rows, sheaf, ledger, into)


def _tell_hidden(grid: Grid, rows: _Rows, into: CellReader) -> None:
    """Rows and columns nobody sees in which something is said: whoever filled the form in did not look at them."""
    hidden = [row for row in rows.by_key.values() if row in grid.hidden]
    said = [row for row in hidden if any(grid.text(f"{letter}{row}") for letter in _INPUTS)]
    if said:
        into.tell(form_faults.sheet.rows_hidden, grid.source(f"{INPUT}{said[0]}"), rows=[*map(str, said)])
    columns = [letter for letter in _INPUTS if letter in grid.hidden_columns]
    told = [at for at in columns if any(grid.text(f"{at}{row}") for row in rows.by_key.values())]
    if told:
        into.tell(form_faults.sheet.columns_hidden, grid.source(f"{told[0]}{HEAD_ROW}"), columns=told)


def figures_differ(grid: Grid, other: Grid, edition: FormEdition) -> bool:
    """Whether `other` is a sheet of the same rows that says something else; one without a figure does not."""
    if grid.head_row(edition.heads, HEAD_ROW) is None or other.head_row(edition.heads, HEAD_ROW) is None:
        return False
    said = _said_by_key(other)
    return any(texts[0] for texts in said.values()) and _said_by_key(grid) != said


def _said_by_key(grid: Grid) -> dict[str, list[str]]:
    rows = {grid.text(f"{KEY}{row}"): row for row, letters in grid.rows(FIRST_ROW) if KEY in letters}
    return {key: [grid.text(f"{letter}{row}") for letter in _INPUTS] for key, row in rows.items()}


def _tell_heads(grid: Grid, edition: FormEdition, into: CellReader) -> None:
    """The first heading that is not where it should be."""
    for letter, head in edition.heads.items():
        text = grid.text(f"{letter}{HEAD_ROW}")
        if text != head:
            source = grid.source(f"{letter}{HEAD_ROW}")
            into.tell(form_faults.sheet.cells_moved, source, found=text or "（空）", expected=head)
            return


def _is_heading(grid: Grid, area: str) -> bool:
    start, _, end = area.partition(":")
    row = _row_of(start)
    return (start, end) in ((f"C{row}", f"{REASON}{row}"), (f"C{row}", f"{NOTE}{row}")) and (
        grid.text(f"{KEY}{row}") == SECTION_MARK
    )


def _is_spread(grid: Grid, edition: FormEdition, plan: Plan, area: str) -> bool:
    """Whether it is the wide blank of a field that is told in words, as the form lays it out: over its columns, and
    over the rows of its task where it stands beside them."""
    start, _, end = area.partition(":")
    first, last = _row_of(start), _row_of(end)
    keys = [grid.text(f"{KEY}{row}").partition("/") for row in range(first, last + 1)]
    identity, _, own = keys[0]
    target = plan.targets.get(identity)
    if target is None or {key[0] for key in keys} != {identity}:
        return False
    beside = [name for name in layout.fields_of(target) if name not in edition.rows_of(target)]
    spreads = [edition.spread_of(target, name) for name in ((own,) if first == last else ()) + tuple(beside)]
    columns = (start.rstrip(digits), end.rstrip(digits))
    return any(columns == (spread[0], spread[-1]) and (len(spread) > 1 or first < last) for spread in spreads)


def _row_of(cell: str) -> int:
    return int(cell.lstrip(ascii_uppercase))


def _recognised(grid: Grid, start: int, edition: FormEdition, plan: Plan, into: CellReader) -> _Rows:
    rows = _Rows(edition)
    stale: set[str] = set()
    for row, letters in grid.rows(start):
        key = grid.text(f"{KEY}{row}")
        if key == SECTION_MARK:
            continue
        if not key:
            typed = tuple(letter for letter in letters if letter not in _OURS)
            _stray(grid, row, typed or letters[:1], into)
            continue
        identity, _, name = key.partition("/")
        target = plan.targets.get(identity)
        if target is None or name not in edition.rows_of(target):
            like = near(identity, plan.targets) if target is None else ()
            into.tell(
                form_faults.sheet.row_unknown,
                grid.source(f"{LABEL}{row}"),
                key=_written_name(grid, row) or key,
                near=[plan.targets[name].name for name in like],
            )
        elif key in rows.by_key:
            first = f"{grid.title}!{LABEL}{rows.by_key[key]}"
            into.tell(
                form_faults.sheet.row_twice, grid.source(f"{LABEL}{row}"), key=_row_name(target, name), first=first
            )
        elif not _is_stale(grid, row, target, stale, rows, into):
            _labels_stand(grid, row, target, name, into)
            _name_stands(grid, row, target, plan, into)
            _stray(grid, row, _closed(letters, edition, target, name), into)
            rows.by_key[key] = row
            rows.targets.setdefault(identity, target)
    return rows


def _written_name(grid: Grid, row: int) -> str:
    """What a row says of itself where people read it: the task, and what is asked."""
    task = grid.text(f"C{row}").partition("\n")[0]
    return "：".join(filter(None, (task, grid.text(f"{LABEL}{row}"))))


def _is_stale(grid: Grid, row: int, target: Target, stale: set[str], rows: _Rows, into: CellReader) -> bool:
    """Whether the target has another declaration now; told once, where its block begins."""
    written = grid.text(f"{PRINT}{row}")
    if written:
        rows.prints[target.id] = written
    if written and written != layout.fingerprint(target):
        stale.add(target.id)
        into.tell(form_faults.sheet.form_stale, grid.source(f"C{row}"), target=target.name)
    return target.id in stale


def _labels_stand(grid: Grid, row: int, target: Target, name: str, into: CellReader) -> None:
    unit = target.operand(name).unit if name in target.operands else ""
    asked = layout.asked_label(target, name)
    known = {LABEL: (asked, layout.label_of(target, name)), "E": (unit,)}
    for letter, (expected, *before) in known.items():  # forms did not always say which number is meant
        text = grid.text(f"{letter}{row}")
        if text not in (expected, *before):
            into.tell(
                form_faults.sheet.cells_moved,
                grid.source(f"{letter}{row}"),
                found=text or "（空）",
                expected=expected or "（空）",
            )


def _name_stands(grid: Grid, row: int, target: Target, plan: Plan, into: CellReader) -> None:
    """Beside its key a row must not bear the name of another target: who filled it in went by the name."""
    written = grid.text(f"C{row}").partition("\n")[0]
    if written != target.name and any(written == other.name for other in plan.targets.values()):
        into.tell(form_faults.sheet.cells_moved, grid.source(f"C{row}"), found=written, expected=target.name)


def _closed(letters: tuple[str, ...], edition: FormEdition, target: Target, name: str) -> tuple[str, ...]:
    """Of the columns of a row that hold something, those nobody is asked to write in."""
    opened = {*"ABCDEFGH", INPUT, MARK}
    if name == edition.rows_of(target)[0]:
        opened |= {NOT_APPLICABLE, PENDING}
        opened |= {edition.spread_of(target, each)[0] for each in layout.fields_of(target)}
    if name in NUMBERS and target.steady:
        opened.add(REASON)
    return tuple(letter for letter in letters if letter not in opened)


def _stray(grid: Grid, row: int, letters: tuple[str, ...], into: CellReader) -> None:
    for letter in letters:
        into.tell(form_faults.sheet.stray_content, grid.source(f"{letter}{row}"), text=grid.text(f"{letter}{row}")[:20])


def _row_name(target: Target, name: str) -> str:
    return f"{target.name}：{layout.label_of(target, name)}"


def _missing(grid: Grid, hidden: Grid, rows: _Rows, plan: Plan, standing: Submission | None, into: CellReader) -> None:
    """Rows and whole blocks that were taken out; a row that may stay blank counts as blank, if nothing was said in it."""
    before = len(into.found)
    for target in rows.targets.values():
        present = [name for name in rows.edition.rows_of(target) if layout.key_of(target, name) in rows.by_key]
        place = rows.by_key[layout.key_of(target, present[0])]
        for name in rows.edition.rows_of(target):
            if name not in present:
                blank = name in _MAY_BE_BLANK and not getattr(layout.entry_of(standing, target), name)
                rule = form_faults.sheet.row_taken_out if blank else form_faults.sheet.row_missing
                into.tell(rule, grid.source(f"{LABEL}{place}"), what=_row_name(target, name))
    listed = [hidden.text(f"E{row}") for row, letters in hidden.rows(2) if "E" in letters]
    seen = {grid.text(f"{KEY}{row}").partition("/")[0] for row, _ in grid.rows(1)}
    order = _listed_ids(listed, seen, plan)  # blocks may have been moved: their keys moved along
    for identity in order:
        if identity not in seen:
            into.tell(form_faults.sheet.row_missing, grid.source(f"C{FIRST_ROW}"), what=plan.targets[identity].name)
    written = hidden.text(HIDDEN_CELLS["fingerprint"])
    prints = [rows.prints[name] for name in dict.fromkeys((*order, *rows.prints)) if name in rows.prints]
    if len(into.found) == before and written != layout.plan_fingerprint(prints):
        source = grid.source(f"C{FIRST_ROW}")
        into.tell(form_faults.sheet.form_altered, source, what="表里的任务和发表的时候不一样了")


def _listed_ids(names: list[str], seen: set[str], plan: Plan) -> list[str]:
    """The targets a form was made with, by the names it lists; of several with one name those that stand in it first."""
    known: dict[str, list[str]] = {}
    for target in plan.targets.values():
        known.setdefault(target.name, []).append(target.id)
    for several in known.values():
        several.sort(key=lambda identity: identity not in seen)
    return [known[name].pop(0) for name in names if known.get(name)]


def _entry(grid: Grid, target: Target, rows: _Rows, sheaf: Sheaf, ledger: Ledger, into: CellReader) -> None:
    own = rows.edition.rows_of(target)
    present = {name: rows.by_key[key] for name in own if (key := layout.key_of(target, name)) in rows.by_key}
    first = next(iter(present.values()))
    whole = own[0] in present
    for name in layout.fields_of(target):
        if name in present or (name not in own and whole):
            into.about = f"“{target.name}”的“{layout.label_of(target, name)}”"
            _value(grid, target, name, present.get(name, first), rows.edition, sheaf, into)
        elif name not in _MAY_BE_BLANK:
            sheaf.lost.add((target.id, name))
    into.about = f"“{target.name}”"
    if whole:
        reason, pending = grid.spot(f"{NOT_APPLICABLE}{first}"), grid.spot(f"{PENDING}{first}")
        sheaf.put(target.id, "not_applicable", into.words(reason, reason=True), reason.source)
        sheaf.put(target.id, "pending", into.day(pending, sheaf.period.year), pending.source)
    for name, row in present.items():
        if name in NUMBERS and target.steady:
            _reason(grid, target, name, row, sheaf, ledger, into)
    into.about = ""


def _value(
    grid: Grid, target: Target, name: str, row: int, edition: FormEdition, sheaf: Sheaf, into: CellReader
) -> None:
    spot = grid.spot(f"{edition.spread_of(target, name)[0]}{row}")
    if name in NUMBERS:
        sheaf.put(target.id, name, into.number(spot, target.operand(name).unit, whole=target.whole(name)), spot.source)
    elif name == "done":
        reported = into.choice(spot, (YES, NO))
        sheaf.put(target.id, name, reported and reported == YES if reported else None, spot.source)
    elif name == "on":
        sheaf.put(target.id, name, into.day(spot, sheaf.period.year), spot.source)
    elif name == "stage":
        sheaf.put(target.id, name, into.choice(spot, STAGES), spot.source)
    elif name == "evidence":
        sheaf.put(target.id, name, into.papers(spot), spot.source)
    else:
        sheaf.put(target.id, name, into.words(spot), spot.source)


def _reason(grid: Grid, target: Target, name: str, row: int, sheaf: Sheaf, ledger: Ledger, into: CellReader) -> None:
    spot = grid.spot(f"{REASON}{row}")
    reason = into.words(spot, reason=True)
    if reason is None or (grid.text(f"{INPUT}{row}") and name not in sheaf.entries.get(target.id, {})):
        return  # a number that could not be read has been told: its reason is no second fault
    into.about = ""
    rule = _rule_before(ledger, sheaf, target, name, reason)
    sheaf.explain(rule, target, [name], reason, spot.source, into)


def _rule_before(ledger: Ledger, sheaf: Sheaf, target: Target, name: str, reason: str) -> str:
    """A reason beside a figure answers whatever is asked about it; one that stood already keeps the rule it named."""
    submission = ledger.submission(sheaf.unit, sheaf.period)
    for reported in submission.explanations if submission else ():
        if (reported.target, tuple(reported.values), reported.reason) == (target.id, (name,), reason):
            return reported.rule
    return ANY_QUERY
