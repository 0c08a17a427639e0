"""How long a big ledger takes to conclude, and how much memory: `python benchmarks/bench_progress.py [units] [targets]`."""

from __future__ import annotations

import gc
import resource
import sys
import time
from datetime import date

from mzgz.model.ledger import Ledger, Plan, PlanSection
from mzgz.model.periods import Period
from mzgz.model.settings import Bureau, Workspace
from mzgz.model.submissions import Entry, Submission
from mzgz.model.targets import KINDS, Section, Target
from mzgz.model.unit import Unit
from mzgz.progress import Board

YEAR = 2022
OPERAND = {"name": "数", "unit": "张"}
SHAPES: tuple[dict[str, object], ...] = (
    {"kind": "ratio", "numerator": OPERAND, "denominator": OPERAND, "goal": ">= 55%"},
    {"kind": "ratio", "numerator": OPERAND, "denominator": OPERAND, "goal": "= 100%", "hold": True, "judge": "every"},
    {"kind": "count", "value": OPERAND, "measured": "period", "goal": ">= 100000"},
    {"kind": "milestone", "proof": "document"},
    {"kind": "recurring"},
    {"kind": "redline", "value": OPERAND},
)


def target(number: int) -> Target:
    shape = SHAPES[number % len(SHAPES)]
    return KINDS[str(shape["kind"])].model_validate(
        {
            "id": f"target-{number}",
            "name": f"目标{number}",
            "due": f"{YEAR}-12-31" if number % 3 else f"{YEAR}-06-30",
            "cadence": "month",
            "source": {"section": "一", "item": number + 1},
            **shape,
        }
    )


def entry(kind: str, unit: int, month: int, number: int) -> Entry:
    match kind:
        case "ratio":
            return Entry(numerator=400 + (unit * 7 + month * 13 + number) % 200, denominator=1000 + unit % 50)
        case "count":
            return Entry(value=(unit + month + number) % 9)
        case "redline":
            return Entry(value=int(unit == 17 and month == 3))
    return Entry(done=(unit + number) % 11 != 0 or month > 8)


def ledger(units: int, targets: int) -> Ledger:
    tree = tuple(
        Unit(code=f"150702{number // 1000:03}{number % 1000:03}", name=f"单位{number}") for number in range(units)
    )
    plan = tuple(target(number) for number in range(targets))
    section = Section(part="一", title="题", division="科")
    submissions = {
        (period, unit.code): Submission(
            unit=unit.code,
            period=period,
            entries={item.id: entry(item.kind, index, period.month, number) for number, item in enumerate(plan)},
        )
        for period in Period.year_of(YEAR).months()
        for index, unit in enumerate(tree)
        if (index + period.month) % 97
    }
    workspace = Workspace(bureau=Bureau(name="某局", city="某市", code="150700"), units=tree)
    return Ledger(workspace, {YEAR: Plan(YEAR, (PlanSection(section, plan, "targets/2022/01.yaml"),))}, submissions)


def main(units: int = 2800, targets: int = 60) -> None:
    gc.set_threshold(200_000)  # as the program does
    start = time.perf_counter()
    book = ledger(units, targets)
    built = time.perf_counter()
    board = Board(book, YEAR, date(YEAR + 1, 1, 31))
    conclusions = sum(len(standing.units) + bool(standing.city.display) for standing in board)
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{units} units x 12 months x {targets} targets: ledger {built - start:.1f} s")
    print(f"{conclusions} conclusions in {done - built:.1f} s, peak {peak:.0f} MiB")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
