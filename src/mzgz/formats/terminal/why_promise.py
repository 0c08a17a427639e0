"""`mzgz why`: what was promised, by whom and since when, with the terms of single units and where the city started from."""

from __future__ import annotations

from collections.abc import Iterator

from mzgz.formats.progress_json import number
from mzgz.formats.terminal.level_status_text import named
from mzgz.model.numbers import exact
from mzgz.model.targets.aggregate import Share
from mzgz.model.targets.target_clauses import Revision
from mzgz.progress import Board, Progress, promised
from mzgz.progress.ranking import FEW_LISTED
from mzgz.progress.target_history import lost_baseline

MOST_NAMED_SINGLY = 500
"""Units up to which all are gone through for what is told of a few."""


def promise_texts(board: Board, progress: Progress) -> Iterator[str]:
    """The goal and its date, where it comes from, what was revised, who has terms of their own, and the baseline."""
    target, goal = progress.target, progress.goal
    items = "、".join(str(item) for item in target.origin.items)
    yield f"{promised(progress) or '按期完成'}，期限{target.due.isoformat()}，{target.cadence_words}{'' if target.firm else '，力争'}"
    yield f"出处：讲话{target.origin.section}，承诺第{items}条，期限依据：{target.origin.basis.label}"
    if target.origin.basis == "ambiguous":
        yield "原文有歧义，待局里裁定"
    if target.origin.document:
        yield f"依据{target.origin.document.words}"
    if target.definition:
        yield f"口径：{target.definition}"
    for revision in board.plan.targets[target.id].revised:
        if revision.on > board.as_of:
            continue  # nobody knew of it
        was = (*revision.told, *_scope_before(board, progress, revision))
        yield f"{revision.on.isoformat()}前{'，'.join(was)}（{revision.reason}，{revision.document}）"
    own = board.plan.targets[target.id].units.get(progress.node.key)
    if own is not None:
        yield f"本单位{'豁免' if own.exempt else '单独约定'}（{own.reason}，{own.document}）"
    elif progress.node.kind != "unit":
        yield from _terms_of_units(board, progress)
    yield from _registry_changes(board, progress)
    yield from _baseline(board, progress)
    yield f"责任{board.ledger.workspace.vocabulary.divisions}：{board.plan.division(target)}"
    place = target.at("goal" if goal else "id")
    if place.path:
        yield f"写在 {place}"


def _registry_changes(board: Board, progress: Progress) -> Iterator[str]:
    """What is registered of single units changed within the year, and a number or the scope goes by it."""
    known, year = board.ledger.units.by_code, board.year
    if not progress.target.tied_to_registry or len(known) > MOST_NAMED_SINGLY:
        return
    at = progress.node.key
    units = [known[at]] if at in known else [unit for unit in known.values() if unit.registry_changed]
    for unit in units:
        for change in unit.registry_changed:
            if change.on <= board.as_of and change.on.year == year:
                after = unit.registry_on(change.on)
                words = "、".join(
                    f"{board.plan.registry_name(key)}由{count}改为{after.get(key, 0)}"
                    for key, count in change.was.items()
                )
                reason = f"（{'，'.join(each for each in (change.reason, change.document) if each)}）"
                yield f"{unit.label}的登记数{change.on.isoformat()}起{words}{reason if reason != '（）' else ''}"


def _terms_of_units(board: Board, progress: Progress) -> Iterator[str]:
    """What was agreed with single units of those that are added up."""
    agreed = board.plan.targets[progress.target.id].units
    if not agreed:  # of very many units nobody is looked at for nothing
        return
    known, below = board.ledger.units.by_code, {part.node.key for part in progress.parts}
    own = [
        (known[code].label, terms)
        for code, terms in agreed.items()
        if code in known and (terms.exempt or code in below)
    ]
    for name, terms in own[:FEW_LISTED]:
        what = "豁免" if terms.exempt else f"单独约定{terms.goal.label}" if terms.goal else "单独约定基期数"
        yield f"{name}{what}（{terms.reason}，{terms.document}）"
    if len(own) > FEW_LISTED:
        yield f"另有{len(own) - FEW_LISTED}个单位单独约定或豁免"


def _scope_before(board: Board, progress: Progress, revision: Revision) -> Iterator[str]:
    """Whom the target concerned before its scope was revised, and what that means for the unit that is looked at."""
    if revision.scope_was is None:
        return
    target, units = board.plan.targets[progress.target.id], board.ledger.units.units
    before = [unit for unit in units if target.model_copy(update={"scope": revision.scope_was}).applies_to(unit)]
    asked = {unit.code for unit in before}
    since = [unit for unit in units if target.applies_to(unit) and unit.code not in asked]
    gone = [unit for unit in before if not target.applies_to(unit)]
    yield f"适用于{named([unit.label for unit in before])}（{len(before)}个单位）"
    if since:
        yield f"以后加进{named([unit.label for unit in since])}"
    if gone:
        yield f"以后不再问{named([unit.label for unit in gone])}"


def _baseline(board: Board, progress: Progress) -> Iterator[str]:
    """Where the city started from; a unit has no start of its own."""
    if lost := lost_baseline(board, progress):
        yield lost
    base, value = getattr(progress.target, "baseline", None), progress.target.base_value
    if base is None or value is None:
        return
    shares = isinstance(progress.figure, Share)
    sum_ = f"{number(exact(base.numerator))} ÷ {number(exact(base.denominator))} = " if shares else ""
    whose = "" if progress.node.kind == "city" else board.whole.name
    yield f"基期（{base.period.label}）{whose}：{sum_}{progress.printed(value)}"
