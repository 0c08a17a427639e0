"""A filled form into a draft: first whose it is and whether it is whole, then cell by cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from mzgz.formats.opened_workbook import OpenedWorkbook
from mzgz.formats.workbook_admission import open_workbook
from mzgz.formats.xlsx.cell_grid import Grid
from mzgz.formats.xlsx.entry_sheet_reader import figures_differ, read_figures
from mzgz.formats.xlsx.list_sheet_reader import read_lists
from mzgz.intake.faults import form_faults
from mzgz.intake.form import layout
from mzgz.intake.form.cell_values import CellReader, cut
from mzgz.intake.form.draft import Draft, FileDrafts, Sheaf, Wanted, is_sound
from mzgz.intake.form.form_editions import EDITIONS, TODAY, FormEdition
from mzgz.intake.form.layout import (
    COVER,
    COVER_CELLS,
    FIGURES,
    HEAD_ROW,
    HIDDEN,
    HIDDEN_CELLS,
    OWN_COMMENT,
    REVIEW,
)
from mzgz.language.value_suggestions import suggest_period
from mzgz.model.findings import Source
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.unit import Unit


def read_form(data: bytes, path: str, ledger: Ledger, wanted: Wanted) -> FileDrafts:
    """The draft of a workbook and what was found in it. Never raises for bad data."""
    opened, found = open_workbook(data, path)
    if opened is None:
        return FileDrafts((), tuple(found))
    into, opened = CellReader(found), _named_as_sent(opened)
    edition = _edition(opened, path, into)
    grids = _grids(opened, path, edition, into) if edition else None
    if edition is None or grids is None:
        return FileDrafts((), tuple(into.found))
    whose = _whose(grids, path, edition, ledger, wanted, into)
    if whose is None:
        return FileDrafts((), tuple(into.found))
    unit, period = whose
    sheaf = Sheaf(unit.code, period, Source(path))
    filled_on = into.day(grids[COVER].spot(COVER_CELLS["filled_on"]))
    for name in ("filled_by", "approved_by"):
        spot = grids[COVER].spot(COVER_CELLS[name])
        sheaf.head[name] = into.words(spot)
        sheaf.places[(name,)] = spot.source
    read_figures(grids[FIGURES], grids[HIDDEN], edition, sheaf, ledger, into)
    read_lists(grids, edition, sheaf, ledger, into)
    if sheaf.empty and is_sound(into.found):
        into.tell(form_faults.sheet.nothing_filled, grids[FIGURES].source(f"{layout.INPUT}{layout.FIRST_ROW}"))
    submission = sheaf.made(list(ledger.plans[period.year].targets))
    sound = is_sound(into.found)
    unread = sheaf.unread(into.found)
    draft = Draft(submission, path, frozenset(sheaf.listed), filled_on=filled_on, complete=sound, unread=unread)
    return FileDrafts((draft,), tuple(into.found))


def _named_as_sent(opened: OpenedWorkbook) -> OpenedWorkbook:
    """With the names of the sheets as they were sent out, where only blanks or the width of signs differ."""
    known = {name for edition in EDITIONS.values() for name in edition.sheets} | {HIDDEN}
    folded = [unicodedata.normalize("NFKC", title).strip() for title in opened.sheets]
    own = {
        title: meant
        for title, meant in zip(opened.sheets, folded, strict=True)
        if title != meant in known and meant not in opened.sheets and folded.count(meant) == 1
    }
    if not own:
        return opened
    return replace(
        opened,
        sheets={own.get(title, title): sheet for title, sheet in opened.sheets.items()},
        comments={own.get(title, title): texts for title, texts in opened.comments.items()},
        pictures={own.get(title, title) for title in opened.pictures},
    )


def _edition(opened: OpenedWorkbook, path: str, into: CellReader) -> FormEdition | None:
    """The layout the form was made in."""
    titles = list(opened.sheets)
    if HIDDEN not in titles:
        copied = any(Grid(opened, title, path).head_row(TODAY.heads, HEAD_ROW) for title in titles)
        place = Source(path, cell=f"{titles[0]}!A1" if titles else None)
        into.tell(form_faults.sheet.not_our_form, place, copied=copied)
        return None
    version = Grid(opened, HIDDEN, path).text(HIDDEN_CELLS["version"])
    if version not in EDITIONS:
        source = Source(path, cell=f"{COVER}!{COVER_CELLS['unit']}")
        into.tell(form_faults.sheet.form_version, source, written=version or "（空）", expected=TODAY.version)
        return None
    return EDITIONS[version]


def _grids(opened: OpenedWorkbook, path: str, edition: FormEdition, into: CellReader) -> dict[str, Grid] | None:
    """The sheets of a form, if all are there."""
    titles = list(opened.sheets)
    missing = [name for name in edition.sheets if name not in titles]
    for name in missing:
        into.tell(form_faults.sheet.sheet_missing, Source(path, cell=f"{name}!A1"), name=name)
    for title in titles:
        if title not in (*edition.sheets, REVIEW):
            own, other = (Grid(opened, name, path) for name in (FIGURES if FIGURES in titles else title, title))
            copied = FIGURES in titles and figures_differ(own, other, edition)
            told = {"name": title, "of": FIGURES} if copied else {"name": title}
            rule = form_faults.sheet.sheet_copied if copied else form_faults.sheet.sheet_extra
            into.tell(rule, Source(path, cell=f"{title}!A1"), **told)
    _tell_unread(opened, edition, path, into)
    return None if missing else {name: Grid(opened, name, path) for name in edition.sheets}


def _tell_unread(opened: OpenedWorkbook, edition: FormEdition, path: str, into: CellReader) -> None:
    """What lies over the cells, comments and pictures; and which sheets nobody sees."""
    for title in edition.sheets:
        if title != HIDDEN and title in opened.sheets and opened.sheets[title].unseen:
            into.tell(form_faults.sheet.sheet_hidden, Source(path, cell=f"{title}!A1"), name=title)
    for title, texts in opened.comments.items():
        for cell, text in texts.items():
            if text and not text.endswith(OWN_COMMENT):
                into.tell(form_faults.sheet.comment_unread, Source(path, cell=f"{title}!{cell}"), text=cut(text))
    for title in opened.sheets:
        if title in opened.pictures:
            into.tell(form_faults.sheet.pictures_unread, Source(path, cell=f"{title}!A1"), name=title)


def _whose(
    grids: dict[str, Grid], path: str, edition: FormEdition, ledger: Ledger, wanted: Wanted, into: CellReader
) -> tuple[Unit, Period] | None:
    """Unit and period, if all that tells them agrees."""
    before = len(into.found)
    unit = _unit(grids, path, ledger, wanted, into)
    period = _period(grids, ledger, wanted, into)
    if unit and period:
        for what, cell, text in _disagreements(grids[COVER], unit, period, ledger):
            into.tell(form_faults.sheet.form_altered, grids[COVER].source(cell), what=f"{what}是“{text}”")
        _titles_stand(grids, edition, unit, period, ledger, into)
    return (unit, period) if unit and period and len(into.found) == before else None


def _titles_stand(
    grids: Mapping[str, Grid], edition: FormEdition, unit: Unit, period: Period, ledger: Ledger, into: CellReader
) -> None:
    """The titles on the visible sheets: one pasted from the form of another unit or month names that one."""
    others = [name for other in ledger.units.units if other is not unit for name in other.names]
    titles = {FIGURES: "C1", **dict.fromkeys(edition.lists.values(), "B1")}
    for name, cell in titles.items():
        text = grids[name].text(cell)
        own = unit.name in text and period.label in text
        if not own and ("填报表" in text or any(other in text for other in others)):
            what = f"这份表发给{unit.label}、{period.label}，“{name}”表的标题是“{cut(text)}”"
            into.tell(form_faults.sheet.form_altered, grids[name].source(cell), what=what)


def _disagreements(cover: Grid, unit: Unit, period: Period, ledger: Ledger) -> Iterator[tuple[str, str, str]]:
    """What the cover says of another unit or month than the form was made for; typed anew in other words, it may stay."""
    written = cover.text(COVER_CELLS["unit"])
    meant = {one.code for one in layout.units_called(ledger, written)}
    if written != unit.name and meant != {unit.code}:
        yield f"这份表发给{unit.label}、{period.label}，封面上的填报单位", COVER_CELLS["unit"], written or "（空）"
    spot = cover.spot(COVER_CELLS["period"])
    day = CellReader().day(spot) if spot.dated or isinstance(spot.value, date) else None
    month = day.strftime("%Y-%m") if day else cover.text(COVER_CELLS["period"])
    if month != period.label and (suggest_period(month) or month) != str(period):
        yield f"这份表发给{unit.label}、{period.label}，封面上的报告期", COVER_CELLS["period"], month or "（空）"


def _unit(grids: Mapping[str, Grid], path: str, ledger: Ledger, wanted: Wanted, into: CellReader) -> Unit | None:
    code = grids[HIDDEN].text(HIDDEN_CELLS["unit"])
    unit = ledger.units.by_code.get(code)
    source = grids[COVER].source(COVER_CELLS["unit"])
    if unit is None:
        into.tell(form_faults.sheet.form_unit, source, written=f"“{code}”", expected="单位名单里没有这个单位")
    elif wanted.unit is not None and wanted.unit != code:
        expected = ledger.units.by_code[wanted.unit].label
        into.tell(form_faults.sheet.form_unit, source, written=unit.label, expected=f"要导入的是{expected}")
    elif wanted.unit is None and (other := _named(path, unit, ledger)):
        into.tell(form_faults.sheet.form_unit, source, written=unit.label, expected=f"文件名写的却是{other.label}")
    else:
        return unit
    return None


def _named(path: str, unit: Unit, ledger: Ledger) -> Unit | None:
    """Another unit that the name of the file speaks of, where it does not speak of this one."""
    stem = PurePath(path).stem
    if any(name in stem for name in unit.names):
        return None
    others = (other for other in ledger.units.districts if any(name in stem for name in other.names))
    return next(others, None)


def _period(grids: Mapping[str, Grid], ledger: Ledger, wanted: Wanted, into: CellReader) -> Period | None:
    text = grids[HIDDEN].text(HIDDEN_CELLS["period"])
    source = grids[COVER].source(COVER_CELLS["period"])
    try:
        period = Period.parse(text)
    except ValueError:
        into.tell(form_faults.sheet.form_period, source, written=f"“{text}”", expected="认不出是哪个月")
        return None
    if period.length != 1 or period.year not in ledger.plans:
        into.tell(form_faults.sheet.form_period, source, written=period.label, expected="这一期没有目标任务")
    elif wanted.period is not None and wanted.period != period:
        into.tell(
            form_faults.sheet.form_period, source, written=period.label, expected=f"要导入的是{wanted.period.label}"
        )
    else:
        return period
    return None
