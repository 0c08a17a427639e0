"""Targets that stand alike share a sentence: which fit into one, and how they are named in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from mzgz.publishing.report.declared_target import Declared
from mzgz.publishing.report.plan_views import TargetView
from mzgz.publishing.report.sentence_joining import joined
from mzgz.publishing.report.target_names import quoted_name, verbal

if TYPE_CHECKING:
    from mzgz.publishing.report.template_names import Names

TOGETHER = 3
"""So many figures stand in one sentence."""
_LONGEST = 74
"""Characters of the names in one sentence."""

Views = Sequence[TargetView]
TargetSentence = tuple[Views, str]
"""Targets, and what is written of them in one sentence."""


def value_words(view: TargetView) -> str:
    """养老机构护理型床位占比达到56.1%; 改造老旧小区122个."""
    if not view.percent and verbal(view.name):
        return f"{view.subject}{view['value']}{view.unit}"
    verb = "为" if view.limits else "保持在" if view.hold else "达到"
    return f"{view.subject}{verb}{view['value']}{unit_of(view)}"


def those_reported(names: Names, view: TargetView) -> str:
    """已报的15个县区; 已报的数 where months of those count that have not reported all of theirs."""
    return "已报的数" if view.partly else f"已报的{view['units_reported']}个{names.places}"


def unit_of(view: Declared) -> str:
    """What stands behind its number in a sentence."""
    return view.spoken_unit


def quoted(group: Iterable[TargetView], named: Callable[[str], str] = str) -> str:
    rendered = [quoted_name(named(view.name)) for view in group]
    return joined(rendered, last="和") if not any(name.startswith("“") for name in rendered[:-1]) else joined(rendered)


def everyone(names: Names, group: Iterable[TargetView]) -> str:
    """各地, as it is called here, where every unit has each of them to do; nothing where they are the task of some."""
    return names.words.everyone if all(view.for_all for view in group) else ""


def all_of_them(names: Names, view: TargetView) -> str:
    """Whom "all" means: 各地, or where some are exempt or not concerned, those who have it to do."""
    return names.words.everyone if view.for_all else f"承担任务的{names.places}"


def chunks(views: Views, words: Callable[[TargetView], str], most: int = 4) -> Iterator[list[TargetView]]:
    """Neighbours that fit in one sentence."""
    open_: list[TargetView] = []
    size = 0
    for view in views:
        length = len(words(view)) + 1
        if open_ and (size + length > _LONGEST or len(open_) >= most):
            yield open_
            open_, size = [], 0
        open_.append(view)
        size += length
    if open_:
        yield open_
