"""Highlights, problems and honours of the year: those worth telling, each unit in its turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mzgz.model.honour_levels import HONOUR_RANKS, honour_rank
from mzgz.publishing.figures import Figures
from mzgz.publishing.figures.note_numbers import passage
from mzgz.publishing.report.narratives import (
    FACT_MOST,
    REASON_MOST,
    QuotedPassage,
    alike,
    distinct,
    fit,
    of_list,
    shortened,
)
from mzgz.publishing.report.plan_views import View
from mzgz.publishing.report.template_markup import clean

_PLACE = re.compile(r"“[^”]+”|(?:镇|苏木|街道|社区|嘎查)")


@dataclass(frozen=True)
class Quotation(View):
    """Something a unit told of itself, as a quotation."""

    name: str
    code: str
    words: str


@dataclass(frozen=True)
class Award(View):
    """An honour: who received what."""

    recipient: str
    title: str
    level: str

    @property
    def prize(self) -> bool:
        """Whether it is won (二等奖) and not awarded (先进集体)."""
        return clean(self.title).endswith(("奖", "名"))


def bright(figures: Figures, section: str, most: int) -> list[Quotation]:
    """The most telling highlights of a section: like no other, with a number or a named thing; one of each unit."""
    items = [item for item in _items(figures, "highlights", section) if item[0] != _bureau(figures)]
    written = ["，".join(own for own, _ in clauses) for _, _, clauses in items]
    scored = [
        (likeness, -_worth(text), (place * 7) % (len(items) or 1), code, label, clauses)
        for place, ((code, label, clauses), text, likeness) in enumerate(
            zip(items, written, distinct(written), strict=True)
        )
        if fit(text)
    ]
    chosen: dict[str, Quotation] = {}
    for _, _, _, code, label, clauses in sorted(scored, key=lambda item: item[:4]):
        text = shortened(clauses, FACT_MOST)
        twice = any(alike(text, other.words) for other in chosen.values())
        if text and not twice and code not in chosen and len(chosen) < most:
            chosen[code] = Quotation(label, code, text)
    return [chosen[code] for code in sorted(chosen)]


def _worth(text: str) -> int:
    return bool(re.search(r"[0-9]", text)) + bool(_PLACE.search(text)) + (12 <= len(text) <= FACT_MOST)


def problems(figures: Figures, section: str = "", most: int = 3) -> list[Quotation]:
    """What units named last as standing in the way, one of each unit; of all sections, where none is named, one of
    each section."""
    titles = [section] if section else [part.section.title for part in figures.board.plan.sections]
    chosen: dict[str, Quotation] = {}
    for title in titles:
        found = [item for item in _problems(figures, title) if item.code not in chosen]
        for item in found[: most if section else 1]:
            chosen[item.code] = item
    return sorted(chosen.values(), key=lambda item: item.code)[:most]


def _problems(figures: Figures, section: str) -> list[Quotation]:
    found = {
        code: Quotation(label, code, text)
        for code, label, clauses in _items(figures, "problems", section)
        if code != _bureau(figures) and (text := shortened(clauses, REASON_MOST))
    }
    return [found[code] for code in sorted(found, reverse=True)]


def honours(figures: Figures, *levels: str) -> list[Award]:
    """Honours of the year at these levels, the highest first."""
    board = figures.board
    local = board.ledger.workspace.vocabulary
    rendered = [
        (HONOUR_RANKS.index(rank), code, of_list(figures, submission, "honours", place, passage(item)), item)
        for code, submissions in board.returns.items()
        for submission in submissions
        for place, item in enumerate(submission.honours)
        if (rank := honour_rank(item.level, local)) in levels
    ]
    return [
        _award(words, item.recipient, HONOUR_RANKS[rank])
        for rank, _, words, item in sorted(rendered, key=lambda row: row[:2])
    ]


def _award(words: QuotedPassage, recipient: str, level: str) -> Award:
    who, what = words.divided(len(recipient))
    return Award(who, what, level)


def _items(figures: Figures, key: str, section: str) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Unit, its short name, and the clauses of each item of that section, later months after earlier ones."""
    board = figures.board
    for code, submissions in board.returns.items():
        for submission in submissions:
            for place, item in enumerate(getattr(submission, key)):
                if section in ("", item.section):
                    words = of_list(figures, submission, key, place, item.text)
                    yield code, board.ledger.units.by_code[code].label, words.clauses()


def _bureau(figures: Figures) -> str:
    return figures.board.ledger.workspace.bureau.code
