"""Highlights, honours and problems of a month as a page shows them: blank by blank, each with a key as `honours/0/level`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final

from mzgz.intake.form import layout
from mzgz.model.findings import Severity
from mzgz.model.hints import SHEET_LABELS
from mzgz.model.honour_levels import offered_levels
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.submissions import Highlight, Honour, Problem, Submission

ANNEX: Final[dict[str, type[Highlight] | type[Honour] | type[Problem]]] = {
    "highlights": Highlight,
    "honours": Honour,
    "problems": Problem,
}
"""The lists of a return that stand in the annex, and what a row of each is made of."""
HINTS: Final = {
    "highlights": "每件一行，写清做了什么、有什么效果，不写人名、身份证号、电话号码",
    "honours": "获得者写单位或集体；个人写“1人”，不写人名",
    "problems": "每个问题一行",
}
_SPARE: Final = 2
"""Blank rows below those that say something."""


@dataclass(frozen=True, slots=True)
class AnnexBlank:
    """One blank of a row; on a page it is drawn as any other field."""

    key: str
    label: str
    text: str
    choices: tuple[str, ...]
    name: str = "note"
    numeric: bool = False
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """One list with its rows; `count` of them say something."""

    name: str
    label: str
    hint: str
    heads: tuple[str, ...]
    rows: tuple[tuple[AnnexBlank, ...], ...]
    count: int


def blank_names(name: str) -> tuple[str, ...]:
    """The fields of a row of a list, in the order of its blanks."""
    return tuple(field.name for field in fields(ANNEX[name]))


def blank_heads(name: str) -> tuple[str, ...]:
    return layout.LISTS[SHEET_LABELS[name]]


def annex_texts(submission: Submission | None) -> dict[str, str]:
    """What a return says in the annex, by the keys of the page."""
    return {key: text for name in ANNEX for key, text in _texts(submission, name, 0)}


def annex_texts_besides(submission: Submission, texts: Mapping[str, str]) -> dict[str, str]:
    """What a return says there that the page does not say yet, in rows after those that are filled in."""
    more: dict[str, str] = {}
    for name in ANNEX:
        rows = annex_lines(texts, name)
        said = {tuple(row.values()) for row in rows.values()}
        place = max(rows, default=-1) + 1
        for item in getattr(submission, name):
            values = tuple(getattr(item, field) for field in blank_names(name))
            if values not in said:
                more |= {f"{name}/{place}/{field}": text for field, text in zip(blank_names(name), values, strict=True)}
                place += 1
    return more


def annex_lines(texts: Mapping[str, str], name: str) -> dict[int, dict[str, str]]:
    """The rows of a list that say something, by their places: the text of each field."""
    names, rows = blank_names(name), {}
    for key in texts:
        head, _, rest = key.partition("/")
        place, _, field = rest.partition("/")
        if head == name and field in names and place.isdecimal() and texts[key].strip():
            rows[int(place)] = {each: texts.get(f"{name}/{place}/{each}", "").strip() for each in names}
    return dict(sorted(rows.items()))


def annex_tables(texts: Mapping[str, str], ledger: Ledger, month: Period) -> tuple[AnnexTable, ...]:
    """The lists with what is said in them, and a few blank rows each."""
    return tuple(_table(name, texts, ledger, month) for name in ANNEX)


def _table(name: str, texts: Mapping[str, str], ledger: Ledger, month: Period) -> AnnexTable:
    lines, heads = annex_lines(texts, name), blank_heads(name)
    places = range(max(lines, default=-1) + 1 + _SPARE)
    choices = {"section": layout.section_titles(ledger, month), "level": offered_levels(ledger.workspace.vocabulary)}
    rows = tuple(
        tuple(
            AnnexBlank(
                f"{name}/{place}/{field}",
                f"{SHEET_LABELS[name]}第{place + 1}条的{head}",
                texts.get(f"{name}/{place}/{field}", ""),
                choices.get(field, ()),
            )
            for field, head in zip(blank_names(name), heads, strict=True)
        )
        for place in places
    )
    return AnnexTable(name, SHEET_LABELS[name], HINTS[name], heads, rows, len(lines))


def _texts(submission: Submission | None, name: str, first: int) -> Iterator[tuple[str, str]]:
    for place, item in enumerate(getattr(submission, name, ()), first):
        for field in blank_names(name):
            yield f"{name}/{place}/{field}", getattr(item, field)
