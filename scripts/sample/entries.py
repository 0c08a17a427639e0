"""What one district writes under one target in one month."""

from __future__ import annotations

from mzgz.model.periods import Period
from mzgz.model.targets import Target
from mzgz.model.unit import Unit
from sample import absences, routines, story
from sample.chance import draw
from sample.duties import DUTIES
from sample.duties_affairs import AFFAIRS
from sample.duties_governance import GOVERNANCE
from sample.facts import revised
from sample.figures import communities
from sample.milestones import done_at
from sample.places import Place
from sample.quantities import COUNTS, RATIOS, REGISTERED
from sample.wording import compose, one_of
from sample.yamltext import Fields

_PATTERNS = {**DUTIES, **GOVERNANCE, **AFFAIRS}


def entry(target: Target, unit: Unit, place: Place, month: int) -> Fields | None:
    """The entry; None where nothing is written (a one-off task that is neither done nor due)."""
    key = (place.code, month, target.id)
    if key in story.PENDING:
        return {"pending": story.PENDING[key]}
    reason = _lacking(target.id, place, month)
    if reason:
        return {"not_applicable": reason}
    match target.kind:
        case "ratio" | "count":
            return _with_note(_figures(target, unit, place, month), story.REMARKS.get(key, ""))
        case "milestone":
            return _milestone(target, place, month)
        case "recurring":
            return _recurring(target.id, place, month)
        case "redline":
            events, account = story.EVENTS.get(key, (0, ""))
            return _with_note({"value": events}, account)
    return _duty(target.id, place, month)


def _with_note(fields: dict[str, object], note: str) -> Fields:
    return {**fields, "note": note} if note else fields


def _lacking(target: str, place: Place, month: int) -> str:
    """Why a target does not apply to the place this time; empty where it does."""
    if target in absences.LACKING and place.code in absences.LACKING[target][0]:
        return absences.LACKING[target][1]
    if target == "price-linked-aid" and month not in (9, 10):
        return compose(absences.NOT_STARTED, place, month, target)
    if target == "fire-hazard-fixes" and draw(0, 5, target, place.code, month) == 0:
        return one_of(absences.NO_HAZARDS, place, month, target)
    if target == "new-district-facilities" and RATIOS[target][1](place.code, month) == 0:
        return one_of(absences.NO_ESTATES, place, month, target)
    if target == "door-plates" and month == 3:
        return one_of(absences.NO_PLATES, place, month, target)
    if target == "cadre-posts-approval" and draw(0, 2, target, place.code, month) == 0:
        return one_of(absences.NO_POSTS, place, month, target)
    if target == "charity-supervision" and place.weight < 60 and draw(0, 1, target, place.code, month):
        return one_of(absences.NO_CHARITY_CASES, place, month, target)
    return ""


def _figures(target: Target, unit: Unit, place: Place, month: int) -> dict[str, object]:
    if target.id in COUNTS:
        return {"value": COUNTS[target.id](place.code, month)}
    if target.id in REGISTERED:
        whole = target.operand("denominator").registered(unit)
        return {"numerator": REGISTERED[target.id](place.code, month), "denominator": whole}
    numerator, denominator = RATIOS[target.id]
    whole = denominator(place.code, month)
    return {"numerator": min(numerator(place.code, month), whole), "denominator": whole}


def _milestone(target: Target, place: Place, month: int) -> Fields | None:
    missing = frozenset(when for code, when in story.MISSING if code == place.code)
    done = done_at(place, target.id, missing)
    if done is not None and done.reported == month:
        return _with_note({"done": True, "on": done.on.isoformat(), "evidence": [done.evidence]}, done.note)
    if done is not None and done.reported < month:
        return None
    note = story.OPEN.get((place.code, target.id), {}).get(month)
    if note is None and target.due_in(Period.month_of(2022, month)):
        raise ValueError(f"{place.code} {month} {target.id}: overdue and nothing to say")
    return {"done": False, "note": note} if note else None


def _recurring(target: str, place: Place, month: int) -> Fields:
    missed = story.MISSED.get((place.code, month, target))
    if missed:
        return {"done": False, "note": missed}
    if target not in routines.ROUTINES:
        return {"done": True}
    return {"done": True, "note": compose(routines.ROUTINES[target], place, month, target)}


def _ended(target: str, place: Place) -> bool:
    """Whether a duty counts as done at the end of the year; four in five do, where no figure decides it."""
    if target == "home-adaptation":
        return True
    if target == "village-rules":
        return revised(place.code, 12) == communities(place.code, 12)
    return draw(0, 4, "stage", target, place.code) > 0


def _duty(target: str, place: Place, month: int) -> Fields:
    fixed = story.STAGES.get((place.code, month, target))
    if fixed:
        return {"stage": fixed[0], "note": fixed[1]}
    ended = month == 12 and _ended(target, place)
    if target == "home-adaptation" and month == 3 and place.weight < 50:
        return {"stage": "未启动", "note": one_of(absences.BEFORE_SPRING, place, month, target)}
    patterns = _PATTERNS[target]
    if not patterns[1]:
        return {"stage": "推进中", "note": patterns[0][month // 3 - 1]}
    return {"stage": "已完成" if ended else "推进中", "note": compose(patterns, place, month, target)}
