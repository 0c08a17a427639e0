"""The whole sample year: which return exists, when it came in, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mzgz.model.ledger import Ledger, Plan, PlanSection
from mzgz.model.periods import Period
from mzgz.model.unit import Unit
from sample import events, stories, story
from sample.chance import draw
from sample.entries import entry
from sample.places import BUREAU, BY_CODE, Place
from sample.yamltext import Fields, Return

YEAR = 2022


def returns(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Path and text of every return of the year."""
    plan = ledger.plans[YEAR]
    for month in range(1, 13):
        for unit in ledger.units.units:
            if (unit.code, month) not in story.MISSING:
                made = _return(plan, unit, month)
                yield f"submissions/{made.period}/{made.unit}.yaml", made.text()


def _return(plan: Plan, unit: Unit, month: int) -> Return:
    place = BY_CODE[unit.code]
    made = Return(unit.code, f"{YEAR}-{month:02}", _received(place, month), place.office, place.approver)
    for section in plan.sections:
        entries = _entries(section, unit, place, month)
        if entries:
            label = section.section.label
            made.sections[f"{label} {section.section.title}"] = entries
    titles = {section.path.rsplit("/", 1)[1][:2]: section.section.title for section in plan.sections}
    written = {target: fields for entries in made.sections.values() for target, fields in entries.items()}
    made.lists = {
        "explanations": stories.explanations(place, month, written),
        "highlights": stories.highlights(place, month, titles),
        "honours": stories.honours(place, month),
        "problems": stories.problems(place, month, titles),
    }
    return made


def _entries(section: PlanSection, unit: Unit, place: Place, month: int) -> dict[str, Fields]:
    found: dict[str, Fields] = {}
    for target in section.targets:
        if place is BUREAU:
            fields = _task_of_bureau(target.id, month)
        elif target.applies_to(unit) and (target.cadence.months is None or target.due_in(Period.month_of(YEAR, month))):
            fields = entry(target, unit, place, month)
        else:
            fields = None
        if fields is not None:
            found[target.id] = fields
    return found


def _task_of_bureau(target: str, month: int) -> Fields | None:
    task = events.BUREAU_TASKS.get((month, target))
    return task and {key: [value] if key == "evidence" else value for key, value in task.items()}


def _received(place: Place, month: int) -> str:
    after = date(YEAR + month // 12, month % 12 + 1, 1)
    usual = after + timedelta(days=draw(1, 4, "received", place.code, month))
    return story.LATE.get((place.code, month), usual.isoformat())
