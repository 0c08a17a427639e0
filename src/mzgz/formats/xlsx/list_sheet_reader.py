"""The list sheets of a filled form: explanations, highlights, honours and problems, one to a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from mzgz.formats.xlsx.cell_grid import Grid
from mzgz.intake.faults import form_faults
from mzgz.intake.form import layout
from mzgz.intake.form.cell_values import CellReader, Spot, cut
from mzgz.intake.form.draft import FIELDS_BY_LABEL, Sheaf
from mzgz.intake.form.layout import EARLY, EXPLANATIONS, HIGHLIGHTS, HONOURS, LISTS, OPTIONAL, PROBLEMS
from mzgz.model.hints import NO, YES
from mzgz.model.ledger import Ledger, Plan
from mzgz.model.submissions import ANY_QUERY, LEVELS, Highlight, Honour, Problem
from mzgz.model.targets import Target
from mzgz.validation.rule_names import name_of, rule_meant


def read_lists(grids: Mapping[str, Grid], sheaf: Sheaf, ledger: Ledger, into: CellReader) -> None:
    """Put the rows of all list sheets into the sheaf."""
    sections = layout.section_titles(ledger, sheaf.period)
    for name, key, model in ((HIGHLIGHTS, "highlights", Highlight), (PROBLEMS, "problems", Problem)):
        for section, text in _rows(grids[name], into):
            title, words = into.choice(section, sections), into.words(text)
            if title and words:
                _add(sheaf, key, model(title, words), text)
    for award, level, recipient in _rows(grids[HONOURS], into):
        title, rank, who = into.words(award), into.choice(level, LEVELS), into.words(recipient)
        if title and rank and who:
            _add(sheaf, "honours", Honour(title, rank, who), recipient)  # type: ignore[arg-type]  # one of LEVELS
    plan = ledger.plans[sheaf.period.year]
    _early(grids, sheaf, ledger, into)
    for spots in _rows(grids[EXPLANATIONS], into):
        _explanation(spots, plan, sheaf, into)


def _early(grids: Mapping[str, Grid], sheaf: Sheaf, ledger: Ledger, into: CellReader) -> None:
    """Things spoken of before they are asked for."""
    plan = ledger.plans[sheaf.period.year]
    on_form = [plan.targets[name] for name in sheaf.listed if name in plan.targets]
    offered = {target.name: target for target in layout.early(ledger, sheaf.unit, sheaf.period, on_form)}
    sheaf.listed |= {target.id for target in offered.values()}
    for which, done, day, papers, note in _rows(grids[EARLY], into):
        name, reported = into.choice(which, tuple(offered)), into.choice(done, (YES, NO))
        values = {"on": into.day(day), "evidence": into.papers(papers), "note": into.words(note)}
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


def _rows(grid: Grid, into: CellReader) -> Iterator[list[Spot]]:
    """Rows that hold something and lack nothing."""
    heads = LISTS[grid.title]
    letters = layout.LIST_LETTERS[: len(heads)]
    head_row = grid.head_row(dict(zip(letters, heads, strict=True)), layout.LIST_HEAD_ROW)
    if head_row is None:
        _tell_heads(grid, letters, heads, into)
        return
    for area in grid.merged(letters):
        into.tell(form_faults.sheet.cells_merged, grid.source(area.split(":")[0]), area=area)
    for row, held in grid.rows(head_row + 1):
        for letter in held:
            if letter not in letters:
                text = grid.text(f"{letter}{row}")[:20]
                into.tell(form_faults.sheet.stray_content, grid.source(f"{letter}{row}"), text=text)
        spots = [grid.spot(f"{letter}{row}") for letter in letters]
        missing = [place for place, letter in enumerate(letters) if letter not in held and heads[place] not in OPTIONAL]
        if not set(held) & set(letters):
            continue
        if grid.title == EXPLANATIONS and [heads[place] for place in missing] == ["原因"]:
            yield spots
            continue
        for place in missing:
            into.tell(form_faults.cell.row_incomplete, spots[place].source, missing=heads[place])
        if not missing:
            yield spots


def _tell_heads(grid: Grid, letters: str, heads: Sequence[str], into: CellReader) -> None:
    """The first heading that is not where it should be."""
    for letter, head in zip(letters, heads, strict=True):
        text = grid.text(f"{letter}{layout.LIST_HEAD_ROW}")
        if text != head:
            source = grid.source(f"{letter}{layout.LIST_HEAD_ROW}")
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
