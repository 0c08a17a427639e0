"""Where everything stands in a form: known to the writer that lays it out and to the reader that takes it in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from mzgz.model.goal_words import in_table
from mzgz.model.goals import Goal
from mzgz.model.hints import FIELD_LABELS, SHEET_LABELS
from mzgz.model.ledger import Ledger
from mzgz.model.numbers import Number
from mzgz.model.periods import Period
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import Target
from mzgz.model.unit import Unit

COVER: Final = "封面"
FIGURES: Final = "填报"
EXPLANATIONS: Final = SHEET_LABELS["explanations"]
EARLY: Final = "未到期任务"
HIGHLIGHTS: Final = SHEET_LABELS["highlights"]
HONOURS: Final = SHEET_LABELS["honours"]
PROBLEMS: Final = SHEET_LABELS["problems"]
HIDDEN: Final = "mzgz"
REVIEW: Final = "审核结果"
"""The sheet that a form which goes back carries its findings on; nothing is read from it."""
ANNEX: Final = "附表"
"""The sheet with the lists of what few units have to say anything of in a month."""

HEAD_ROW: Final = 3
FIRST_ROW: Final = HEAD_ROW + 1
KEY: Final = "A"
PRINT: Final = "B"
"""The declaration a target had when the form was made, as a fingerprint in the first row of its block."""
LABEL: Final = "D"
INPUT: Final = "I"
NOT_APPLICABLE: Final = "J"
PENDING: Final = "K"
MARK: Final = "L"
REASON: Final = "M"
NOTE: Final = "N"
HEADS: Final = {
    "C": "任务和填报口径",
    "D": "填报内容",
    "E": "计量单位",
    "F": "目标和期限",
    "G": "上次填报",
    "H": "基期",
    "I": "本期填报",
    "J": "不适用原因",
    "K": "待核日期",
    "L": "核对提示",
    "M": "凭据，或变动较大的原因",
    "N": "说明",
}
SECTION_MARK: Final = "#"
"""What the key of a heading row begins with."""

LIST_HEAD_ROW: Final = 3
LIST_FIRST_ROW: Final = LIST_HEAD_ROW + 1
LISTS: Final[dict[str, tuple[str, ...]]] = {
    EARLY: ("任务", "是否完成", "完成日期", "凭据", "说明"),
    EXPLANATIONS: ("规则", "任务", "说明哪几个数", "原因"),
    HIGHLIGHTS: ("板块", "内容"),
    HONOURS: ("荣誉名称", "级别", "获得者"),
    PROBLEMS: ("板块", "内容"),
}
"""The lists and what is written in a row of each."""
OPTIONAL: Final = frozenset({"完成日期", "凭据", "说明", "规则", "说明哪几个数"})
"""Of these, the ones a row may leave blank."""

COVER_CELLS: Final = {
    "unit": "C4",
    "period": "C5",
    "due": "C6",
    "filled_by": "C7",
    "approved_by": "C8",
    "filled_on": "C9",
}
HIDDEN_CELLS: Final = {"version": "B1", "period": "B2", "unit": "B3", "fingerprint": "B4"}

OWN_COMMENT: Final = "（审核意见，改好后可以不删）"
"""How a comment ends that we put on a cell ourselves, when a form goes back with its findings."""

_WHICH: Final = {"cumulative": "1月起累计", "stock": "期末数", "level": "水平数"}
"""Which number is meant, in a word beside its blank."""

NUMBERS: Final = ("numerator", "denominator", "value")


@dataclass(frozen=True, slots=True)
class LastValue:
    """What a unit said last about a field, and for which month."""

    value: Number | bool | str | date | tuple[str, ...]
    month: Period


def fields_of(target: Target) -> tuple[str, ...]:
    """The fields a form asks for a target, in the order of its rows."""
    return (*(name for name in FIELD_LABELS if name in target.reports), "note")


def whose_goal(ledger: Ledger, unit: str, month: Period, target: Target) -> tuple[str, str]:
    """The goal in force for a unit at the end of a month, and before it whose goal it is: of all together, or its own;
    both empty where there is none."""
    own = target.for_unit(unit)
    goal, words = own.goal_at(month.last_day), ledger.workspace.vocabulary
    if goal is None:
        return "", ""
    asked = [each.code for each in ledger.applicable(target)]
    if target.shared(unit) and asked != [unit]:
        return f"{words.whole}目标", _briefly(own, goal)
    bureau = unit == ledger.workspace.bureau.code
    own_word = "本级" if bureau else _own(ledger)
    return f"{own_word}目标", _briefly(own, goal)


def _briefly(target: Target, goal: Goal) -> str:
    return in_table(goal, target.measure_beside(goal)).said(goal.figure)


def scope_words(ledger: Ledger) -> str:
    """What is meant by whose goal it is."""
    return f"“{ledger.workspace.vocabulary.whole}目标”按各单位合计判定，“{_own(ledger)}目标”由本单位自己达到。"


def _own(ledger: Ledger) -> str:
    """What a unit calls itself."""
    return "本单位" if ledger.units.deep else f"本{ledger.workspace.vocabulary.units}"


def key_of(target: Target, name: str) -> str:
    return f"{target.id}/{name}"


def label_of(target: Target, name: str) -> str:
    """What stands beside the blank: the operand's own name where there is one."""
    if name in target.operands:
        operand = target.operand(name)
        return f"{FIELD_LABELS[name]}：{operand.name}" if len(target.operands) > 1 else operand.name
    if name == "evidence" and target.proof_word:
        return f"凭据（{target.proof_word}）"
    if name == "done" and target.recurs:
        return "本期是否完成"
    return FIELD_LABELS[name]


def asked_label(target: Target, name: str) -> str:
    """The label with which number is meant, this month's or the year's: 支出（1月起累计）."""
    which = target.which_number if name in target.operands else ""
    word = target.cadence.this if which == "period" else _WHICH.get(which, "")
    return f"{label_of(target, name)}（{word}）" if word else label_of(target, name)


def which_words(target: Target, month: Period) -> str:
    """The same in a sentence to whoever fills it in; empty where the name of the number alone tells."""
    end = f"{month.month}月底"
    return {
        "cumulative": f"填今年1月1日到{end}的累计数，不是只填本月的。",
        "period": f"只填{target.cadence.this}，不加以前各期的。",
        "stock": f"填{end}有多少，不是本期增加的。",
        "level": f"填{end}的标准或者平均数本身，不是合计。",
    }.get(target.which_number, "")


def part_words(ledger: Ledger, month: Period, target: Target) -> str:
    """What it is a part of, to whoever fills it in; empty where it stands by itself."""
    whole = ledger.target(target.part_of, month.year) if target.part_of else None
    return f"是“{whole.name}”中的一部分，不能比它大。" if whole is not None else ""


def fingerprint(target: Target) -> str:
    """Changes when anything changes that tells a person what to fill in."""
    operands = [(target.operand(name).name, target.operand(name).unit) for name in target.operands]
    goal = getattr(target, "goal", None)
    extra = (goal.text if goal else None, getattr(target, "measured", None), getattr(target, "proof", None))
    if target.part_of:
        operands.append(("part_of", target.part_of))
    reported = (target.id, target.kind, target.name, target.definition, target.due.isoformat(), operands, extra)
    return hashlib.sha256(repr(reported).encode()).hexdigest()[:16]


def plan_fingerprint(prints: Iterable[str]) -> str:
    """Of all targets on a form: their fingerprints in the order of the form."""
    return hashlib.sha256("\n".join(prints).encode()).hexdigest()


def last_value(ledger: Ledger, unit: str, month: Period, target: Target, name: str) -> LastValue | None:
    """The latest value of a field before `month`; at the beginning of a year, the last one of the year before."""
    for year in (month.year, month.year - 1) if _same_as_last_year(ledger, target, month.year) else (month.year,):
        last: LastValue | None = None
        for submission, entry in ledger.series(target.id, unit, year):
            value = getattr(entry, name)
            if submission.period < month and value not in (None, ()):
                last = LastValue(value, submission.period)
        if last is not None:
            return last
    return None


def _same_as_last_year(ledger: Ledger, target: Target, year: int) -> bool:
    """Whether the plan of the year before asks for the same numbers under that id, and none of them begins anew."""
    before = ledger.target(target.id, year - 1)
    if before is None or before.kind != target.kind or not target.operands or target.accumulates or target.events:
        return False
    return all(before.operand(role) == target.operand(role) for role in target.operands)


def on_form(ledger: Ledger, unit: str, month: Period, *, every: bool = False, said: bool = False) -> list[Target]:
    """Targets a form for the unit lists: those asked for; with `said`, also those its return for the month speaks of;
    with `every`, all that apply to the unit. In the order of their blocks."""
    plan = ledger.plans.get(month.year)
    if plan is None:
        return []
    listed = {target.id for target in ledger.asked(unit, month)}
    if every:
        listed = {name for name, target in plan.targets.items() if ledger.applies(target, unit)}
    submission = ledger.submission(unit, month)
    if said and submission:
        listed |= set(submission.entries)
    targets = [target for name, target in plan.targets.items() if name in listed]
    return [target for _, _, group in blocks(ledger, month, targets) for target in group]


def early(ledger: Ledger, unit: str, month: Period, listed: Iterable[Target]) -> list[Target]:
    """One-off things that are not asked for yet: what a unit has to say of one goes on a list of their own."""
    plan = ledger.plans.get(month.year)
    known = {target.id for target in listed}
    return [
        target
        for target in (plan.targets.values() if plan else ())
        if target.completes
        and target.cadence.months is None
        and target.id not in known
        and ledger.applies(target, unit)
        and not target.due_in(month)
        and not ledger.settled(target, unit, month)
    ]


def ahead(ledger: Ledger, unit: str, month: Period) -> list[Target]:
    """One-off things a unit may speak of before they are asked for, those it speaks of already among them."""
    listed = on_form(ledger, unit, month, said=True)
    asked = {target.id for target in ledger.asked(unit, month)}
    said = [target for target in listed if target.completes and target.id not in asked]
    return [*said, *early(ledger, unit, month, listed)]


def blocks(ledger: Ledger, month: Period, targets: Iterable[Target]) -> Iterator[tuple[str, str, list[Target]]]:
    """Targets by section and responsible division: the heading of the section, the division, the targets."""
    plan = ledger.plans[month.year]
    groups: dict[tuple[str, str], list[Target]] = {}
    for target in targets:
        section = plan.section_of[target.id].section
        groups.setdefault((section.heading, plan.division(target)), []).append(target)
    for (heading, division), group in groups.items():
        yield heading, division, group


def section_titles(ledger: Ledger, month: Period) -> tuple[str, ...]:
    """Headings a highlight or a problem may stand under."""
    plan = ledger.plans.get(month.year)
    return tuple(dict.fromkeys(item.section.title for item in plan.sections)) if plan else ()


def units_called(ledger: Ledger, name: str) -> tuple[Unit, ...]:
    """Units that carry the name, or whose office does: 海拉尔区民政局."""
    return ledger.units.find(name) or ledger.units.find(name.removesuffix(ledger.workspace.vocabulary.office))


def file_name(unit_code: str, unit_label: str, month: Period) -> str:
    return f"{month}-{unit_code}-{unit_label}.xlsx"


def explained_fields(values: Iterable[str]) -> str:
    """Fields an explanation speaks of, in words."""
    return "、".join(FIELD_LABELS.get(name, name) for name in values)


def evidence_text(evidence: tuple[str, ...]) -> str:
    """Several papers in one cell; on lines of their own where one of them contains the sign that parts them."""
    if any("；" in item or ";" in item for item in evidence):
        return "\n".join(evidence) + ("\n" if len(evidence) == 1 else "")
    return "；".join(evidence)


def evidence_of(text: str) -> tuple[str, ...]:
    """The way back from `evidence_text`."""
    parts = text.split("\n") if "\n" in text else text.replace(";", "；").split("；")
    return tuple(part.strip() for part in parts if part.strip())


def entry_of(submission: Submission | None, target: Target) -> Entry:
    return (submission.entries.get(target.id) if submission else None) or Entry()


def change_rule(name: str, now: Number | None, last: LastValue | None) -> str:
    """The rule that a reason beside a number answers: a denominator that falls is looked at by a rule of its own."""
    fell = last is not None and now is not None and isinstance(last.value, int | Decimal) and now < last.value
    return "denominator-shrinks" if name == "denominator" and fell else "jump"
