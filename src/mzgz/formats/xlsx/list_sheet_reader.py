"""The lists of a filled form: early things, explanations, highlights, honours and problems, one to a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase, digits

from mzgz.formats.xlsx.cell_grid import Grid
from mzgz.intake.faults import form_faults
from mzgz.intake.form import layout
from mzgz.intake.form.cell_values import CellReader, Spot, cut
from mzgz.intake.form.draft import FIELDS_BY_LABEL, Sheaf
from mzgz.intake.form.form_editions import LIST_MARK, FormEdition
from mzgz.intake.form.layout import EARLY, EXPLANATIONS, HIGHLIGHTS, HONOURS, LISTS, OPTIONAL, PROBLEMS
from mzgz.model.hints import NO, YES
from mzgz.model.honour_levels import HONOUR_LEVELS
from mzgz.model.ledger import Ledger, Plan
from mzgz.model.submissions import ANY_QUERY, Highlight, Honour, Problem
from mzgz.model.targets import Target
from mzgz.validation.rule_names import name_of, rule_meant


@dataclass(frozen=True, slots=True)
class _ListPlace:
    """Where a list is looked for: after the row that names it (0 where that is gone), to the row that names the next,
    where several share a sheet."""

    name: str
    grid: Grid
    blanks: tuple[str, ...]
    named: int | None = None
    until: int | None = None


def read_lists(grids: Mapping[str, Grid], edition: FormEdition, sheaf: Sheaf, ledger: Ledger, into: CellReader) -> None:
    """Put the rows of all lists into the sheaf."""
    places = {name: _place(name, grids, edition) for name in LISTS}
    sections = layout.section_titles(ledger, sheaf.period)
    for name, key, model in ((HIGHLIGHTS, "highlights", Highlight), (PROBLEMS, "problems", Problem)):
        for section, text in _rows(places[name], into):
            title, words = into.choice(section, sections), into.words(text)
            if title and words:
                _add(sheaf, key, model(title, words), text)
    for award, level, recipient in _rows(places[HONOURS], into):
        title, rank, who = into.words(award), into.choice(level, HONOUR_LEVELS), into.words(recipient)
        if title and rank and who:
            _add(sheaf, "honours", Honour(title, rank, who), recipient)  # type: ignore[arg-type]  # one of them
    plan = ledger.plans[sheaf.period.year]
    _early(places[EARLY], sheaf, ledger, into)
    for spots in _rows(places[EXPLANATIONS], into):
        _explanation(spots, plan, sheaf, into)


def _early(place: _ListPlace, sheaf: Sheaf, ledger: Ledger, into: CellReader) -> None:
    """Things spoken of before they are asked for."""
    plan = ledger.plans[sheaf.period.year]
    on_form = [plan.targets[name] for name in sheaf.listed if name in plan.targets]
    offered = {target.name: target for target in layout.early(ledger, sheaf.unit, sheaf.period, on_form)}
    sheaf.listed |= {target.id for target in offered.values()}
    for which, done, day, papers, note in _rows(place, into):
        name, reported = into.choice(which, tuple(offered)), into.choice(done, (YES, NO))
        values = {"on": into.day(day, sheaf.period.year), "evidence": into.papers(papers), "note": into.words(note)}
        if name is None:
            continue
        target = offered[name]
        if target.id in sheaf.entries:
            first = str(sheaf.places[("entries", target.id)].cell)
            into.tell(form_faults.sheet.row_twice, which.source, key=name, first=first)
            continue
        sheaf.put(target.id, "done", None if reported is None else reported == YES, done.source)
        for field, value in values.items():
            sheaf.put(target.id, field, value, {"on": day, "evidence": papers, "note": note}[field].source)


def _add(sheaf: Sheaf, key: str, item: Highlight | Honour | Problem, spot: Spot) -> None:
    items = sheaf.lists.setdefault(key, [])
    sheaf.places[(key, len(items))] = spot.source
    items.append(item)


def _place(name: str, grids: Mapping[str, Grid], edition: FormEdition) -> _ListPlace:
    grid = grids[edition.lists[name]]
    sharing = [each for each in LISTS if edition.lists[each] == edition.lists[name]]
    if len(sharing) == 1:
        return _ListPlace(name, grid, edition.blanks[name])
    marks = {grid.text(f"A{row}"): row for row, held in grid.rows(1) if "A" in held}
    named = {each: marks.get(f"{LIST_MARK}{each}", 0) for each in sharing}
    later = [row for row in named.values() if row > named[name]]
    return _ListPlace(name, grid, edition.blanks[name], named[name], min(later, default=None))


def _head_row(place: _ListPlace) -> int | None:
    heads = {spread[0]: head for spread, head in zip(place.blanks, LISTS[place.name], strict=True)}
    if place.named is None:
        return place.grid.head_row(heads, layout.LIST_HEAD_ROW)
    rows = range(place.named + 1, place.until or place.named + 4) if place.named else ()
    return next((row for row in rows if all(place.grid.text(f"{at}{row}") == head for at, head in heads.items())), None)


def _rows(place: _ListPlace, into: CellReader) -> Iterator[list[Spot]]:
    """Rows that hold something and lack nothing."""
    grid, heads, letters = place.grid, LISTS[place.name], "".join(place.blanks)
    head_row = _head_row(place)
    if head_row is None:
        _tell_heads(place, into)
        return
    for area in grid.merged(letters):
        within = (place.named or 0) < _row_of(area) < (place.until or _row_of(area) + 1)
        if within and grid.holds(area) and not _is_blank(area, place):
            into.tell(form_faults.sheet.cells_merged, grid.source(area.split(":")[0]), area=area)
    for row, held in grid.rows(head_row + 1):
        if place.until is not None and row >= place.until:
            return
        for letter in held:
            if letter not in letters:
                text = grid.text(f"{letter}{row}")[:20]
                into.tell(form_faults.sheet.stray_content, grid.source(f"{letter}{row}"), text=text)
        if not set(held) & set(letters):
            continue
        written = [[letter for letter in spread if letter in held] for spread in place.blanks]
        spots = [grid.spot(f"{(among or spread)[0]}{row}") for among, spread in zip(written, place.blanks, strict=True)]
        for among in written:  # of a row that was put in, whose cells are not one
            for letter in among[1:]:
                text = grid.text(f"{letter}{row}")[:20]
                into.tell(form_faults.sheet.stray_content, grid.source(f"{letter}{row}"), text=text)
        missing = [at for at, among in enumerate(written) if not among and heads[at] not in OPTIONAL]
        if place.name == EXPLANATIONS and [heads[at] for at in missing] == ["原因"]:
            yield spots
            continue
        for at in missing:
            into.tell(form_faults.cell.row_incomplete, spots[at].source, missing=heads[at])
        if not missing:
            yield spots


def _is_blank(area: str, place: _ListPlace) -> bool:
    """Whether it is the wide blank of one row, as the form lays it out."""
    start, _, end = area.partition(":")
    wide = {(spread[0], spread[-1]) for spread in place.blanks if len(spread) > 1}
    return start.lstrip(ascii_uppercase) == end.lstrip(ascii_uppercase) and (
        (start.rstrip(digits), end.rstrip(digits)) in wide
    )


def _row_of(area: str) -> int:
    return int(area.split(":")[0].lstrip(ascii_uppercase))


def _tell_heads(place: _ListPlace, into: CellReader) -> None:
    """The first heading that is not where it should be; the row that names the list where that is gone."""
    grid, row = place.grid, layout.LIST_HEAD_ROW if place.named is None else place.named + 1
    if place.named == 0:
        into.tell(form_faults.sheet.cells_moved, grid.source("A1"), found="（空）", expected=place.name)
        return
    for spread, head in zip(place.blanks, LISTS[place.name], strict=True):
        text = grid.text(f"{spread[0]}{row}")
        if text != head:
            source = grid.source(f"{spread[0]}{row}")
            into.tell(form_faults.sheet.cells_moved, source, found=text or "（空）", expected=head)
            return


def _explanation(spots: Sequence[Spot], plan: Plan, sheaf: Sheaf, into: CellReader) -> None:
    rule, which, fields, reason = spots
    name, target, words = _rule(rule, into), _target(which, plan, into), into.words(reason)
    listed = into.words(fields)
    if name and target and words is None and reason.value is None:
        if not any(reported.target == target.id for reported, _ in sheaf.explanations):
            about = {"rule": name_of(name), "target": target.name}
            into.tell(form_faults.form_file.reason_blank, reason.source, **about)
        return
    if not (name and target and words):
        return
    names = [FIELDS_BY_LABEL.get(part, part) for part in _parts(listed)] if listed else sheaf.given(target)
    known = set(FIELDS_BY_LABEL.values())
    unknown = [part for part in names if part not in known]
    if unknown:
        into.tell(form_faults.form_file.field_unknown, fields.source, text=unknown[0], known=tuple(FIELDS_BY_LABEL))
        return
    sheaf.explain(name, target, names, words, reason.source, into)


def _rule(spot: Spot, into: CellReader) -> str | None:
    """The rule named in a cell; any at all where none is."""
    text = into.words(spot)
    if text is None:
        return ANY_QUERY if spot.value in (None, "") else None
    meant, like = rule_meant(text)
    if meant is None:
        into.tell(form_faults.form_file.rule_not_named, spot.source, text=cut(text), near=like)
    return meant


def _target(spot: Spot, plan: Plan, into: CellReader) -> Target | None:
    names = Counter(target.name for target in plan.targets.values())
    by_name = {target.name: target for target in plan.targets.values() if names[target.name] == 1}
    if isinstance(spot.value, str) and spot.value.strip() in plan.targets:
        return plan.targets[spot.value.strip()]
    name = into.choice(spot, tuple(by_name))
    return by_name[name] if name else None


def _parts(text: str) -> list[str]:
    text = re.sub(r"（[^）]*）|\([^)]*\)", "", text)
    for sign in ("，", ",", "；", ";", " "):
        text = text.replace(sign, "、")
    return [part.strip() for part in text.split("、") if part.strip()]
