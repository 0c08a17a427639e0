"""The tree of units: parents that lead nowhere or do not fit the code, and totals held against those they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mzgz.language.finding_phrases import amount, digits
from mzgz.model.findings import Rule, Severity
from mzgz.model.hints import either
from mzgz.model.numbers import Number
from mzgz.model.submissions import Submission
from mzgz.model.targets import Target
from mzgz.model.unit import Unit
from mzgz.validation.engine.cases import NOT_EVALUATED, LedgerCase, MonthCase, Outcome, SubmissionCase, Violation


def parent_leads_nowhere(case: LedgerCase) -> Outcome:
    """上级单位不存在，或者绕成一圈

    为什么：各级的数按上下级相加。上级代码写错，下级的数就不知道加到哪里；甲的上级是乙、乙的上级又是甲，永远加不完。

    反例：
        # mzgz.yaml
        bureau: {name: 某市民政局, city: 某市, code: "150700"}
        units:
          - {code: "150700", name: 本级, kind: bureau}
          - {code: "150702", name: 海拉尔区, parent: "150799", registry: {streets: 7, townships: 2}}
          - {code: "150703", name: 扎赉诺尔区}

    正例：
        # mzgz.yaml
        bureau: {name: 某市民政局, city: 某市, code: "150700"}
        units:
          - {code: "150700", name: 本级, kind: bureau}
          - {code: "150702", name: 海拉尔区, registry: {streets: 7, townships: 2}}
          - {code: "150703", name: 扎赉诺尔区}
          - {code: "150702001", name: 正阳街道, parent: "150702"}
    """
    units = case.ledger.workspace.units
    known = {unit.code: unit for unit in units}
    wrong = []
    for place, unit in enumerate(units):
        if unit.parent is None:
            continue
        rendered = (
            f"没有代码是 {unit.parent} 的单位"
            if unit.parent not in known and unit.parent != case.ledger.workspace.bureau.code
            else "上级绕成了一圈"
            if unit.code in _above(unit, known)
            else ""
        )
        if rendered:
            message = f"{unit.name}（{unit.code}）的上级写的是 {unit.parent}，{rendered}"
            wrong.append(
                Violation(
                    message, "请核对上级单位" + either("（parent）"), case.ledger.locate("units", place, "parent")
                )
            )
    return tuple(wrong) or None


def _above(unit: Unit, known: dict[str, Unit]) -> Iterator[str]:
    """Codes above a unit, each once."""
    seen: set[str] = set()
    code = unit.parent
    while code is not None and code not in seen:
        seen.add(code)
        yield code
        code = known[code].parent if code in known else None


def parent_after_code(case: LedgerCase) -> Outcome:
    """上级和代码对不上

    为什么：区划代码前两位是省、前四位是市。15开头的单位写在23开头的省下面，多半是上级写错了，数会加到别的省。
    代管的（如扎赉诺尔区由满洲里市代管）同属一个市，不在此列。

    反例：
        # mzgz.yaml
        bureau: {name: 民政部, city: 全国, code: "000000"}
        units:
          - {code: "150000", name: 内蒙古自治区, kind: 自治区}
          - {code: "230000", name: 黑龙江省, kind: 省}
          - {code: "150702", name: 海拉尔区, parent: "230000", registry: {streets: 7}}
          - {code: "150703", name: 扎赉诺尔区, parent: "150000"}

    正例：
        # mzgz.yaml
        bureau: {name: 民政部, city: 全国, code: "000000"}
        units:
          - {code: "150000", name: 内蒙古自治区, kind: 自治区}
          - {code: "150700", name: 呼伦贝尔市, kind: 地级市, parent: "150000"}
          - {code: "150702", name: 海拉尔区, parent: "150700", registry: {streets: 7}}
          - {code: "150703", name: 扎赉诺尔区, parent: "150700"}
    """
    tree = case.ledger.units
    wrong = []
    for place, unit in enumerate(case.ledger.workspace.units):
        above = tree.by_code.get(unit.parent) if unit.parent is not None else None
        if above is None or above.is_bureau:
            continue
        if not _fits(unit.code, above.code):
            wrong.append(
                Violation(
                    f"{unit.name}（{unit.code}）的上级写的是{above.name}（{above.code}），和代码对不上",
                    "请核对上级单位" + either("（parent）") + "；确实如此的，不用改",
                    case.ledger.locate("units", place, "parent"),
                )
            )
    return tuple(wrong) or None


def _fits(below: str, above: str) -> bool:
    return below.startswith(_prefix(above)) and _zeros(above) >= _zeros(below)


def _zeros(code: str) -> int:
    """How high a code stands: 150000 above 150700 above 150702 above 150702001."""
    digits_ = code.ljust(12, "0")
    return len(digits_) - len(digits_.rstrip("0"))


def _prefix(code: str) -> str:
    """What the codes below begin with; a county is answered for within its city, for it may look after a neighbour."""
    if len(code) > 6:
        return code
    return "" if code in _NATION else code[:2] if code.endswith("0000") else code[:4]


_NATION: Final = frozenset({"000000", "100000"})


def own_beside_below(case: LedgerCase) -> Outcome:
    """有下级的单位自己也报了数

    为什么：有下级的单位一般只汇总下级。自己也报的，两边各算一次；如果报的其实是下级的合计，就会重复计算。写明一下就不再问。

    反例：
        # mzgz.yaml
        bureau: {name: 某市民政局, city: 某市, code: "150700"}
        units:
          - {code: "150781", name: 满洲里市, kind: 县级市}
          - {code: "150702", name: 海拉尔区, registry: {streets: 7}}
          - {code: "150703", name: 扎赉诺尔区, kind: 市辖区, parent: "150781", registry: {streets: 5}}
        # submissions/2022-06/150781.yaml
        entries: {}

    正例：
        # mzgz.yaml
        bureau: {name: 某市民政局, city: 某市, code: "150700"}
        units:
          - {code: "150781", name: 满洲里市, kind: 县级市, reports: true}
          - {code: "150702", name: 海拉尔区, registry: {streets: 7}}
          - {code: "150703", name: 扎赉诺尔区, kind: 市辖区, parent: "150781", registry: {streets: 5}}
        # submissions/2022-06/150781.yaml
        entries: {}
    """
    tree = case.ledger.units
    wrong = [
        Violation(
            f"{unit.name}（{unit.code}）有{len(tree.children(unit.code))}个下级，自己也报了数，现在两边各算一次",
            "请写明是自己的数，还是下级的合计" + either("：前者写 reports: true，后者写 reports: total"),
            case.ledger.locate("units", place, "code"),
        )
        for place, unit in enumerate(case.ledger.workspace.units)
        if unit.reports is None and unit.code in tree.speaking and tree.children(unit.code)
    ]
    return tuple(wrong) or None


def total_disagrees(case: MonthCase) -> Outcome:
    """上级报的合计，和下级相加不一致

    为什么：写了 reports: total 的单位，报的是下级的合计。合计只用来核对，不再相加；对不上的，不是合计错了，就是有下级错了。

    反例：
        # mzgz.yaml
        bureau: {name: 某市民政局, city: 某市, code: "150700"}
        units:
          - {code: "150781", name: 满洲里市, kind: 县级市, reports: total}
          - {code: "150702", name: 海拉尔区, kind: 市辖区, parent: "150781"}
          - {code: "150703", name: 扎赉诺尔区, kind: 市辖区, parent: "150781", registry: {streets: 5}}
        # submissions/2022-06/150781.yaml
        entries:
          nursing-bed-share: {numerator: 100, denominator: 200}
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 60, denominator: 120}
        # submissions/2022-06/150703.yaml
        entries:
          nursing-bed-share: {numerator: 50, denominator: 80}

    正例：
        # mzgz.yaml
        bureau: {name: 某市民政局, city: 某市, code: "150700"}
        units:
          - {code: "150781", name: 满洲里市, kind: 县级市, reports: total}
          - {code: "150702", name: 海拉尔区, kind: 市辖区, parent: "150781"}
          - {code: "150703", name: 扎赉诺尔区, kind: 市辖区, parent: "150781", registry: {streets: 5}}
        # submissions/2022-06/150781.yaml
        entries:
          nursing-bed-share: {numerator: 110, denominator: 200}
        # submissions/2022-06/150702.yaml
        entries:
          nursing-bed-share: {numerator: 60, denominator: 120}
        # submissions/2022-06/150703.yaml
        entries:
          nursing-bed-share: {numerator: 50, denominator: 80}
    """
    totals = [row for row in case.rows if row.unit.reports_total]
    handed_in = {row.unit.code: row.submission for row in case.rows}
    compared = [each for row in totals for each in _compared(row, handed_in)]
    wrong = [
        Violation(
            f"“{target.name}”中的{amount(target.operand(role), reported)}，和下级{units}个单位相加的{digits(total)}不一致",
            "请和下级核对，改正错的一处",
            row.submission.at("entries", target.id, role),
            unit=row.unit.code,
            target=target.id,
        )
        for row, target, role, reported, total, units in compared
        if reported != total
    ]
    return tuple(wrong) or (None if compared else NOT_EVALUATED)


def _compared(
    row: SubmissionCase, handed_in: dict[str, Submission]
) -> Iterator[tuple[SubmissionCase, Target, str, Number, Number, int]]:
    """Each number of a total with the sum of those below; none where one of them is still missing."""
    ledger = row.books.ledger
    below = [unit for unit in ledger.units.under(row.unit.code) if unit is not row.unit]
    for target in row.books.own(row.submission.period.year, row.unit.code).values():
        entry = row.submission.entries.get(target.id)
        if entry is None or not target.adds or not target.due_in(row.submission.period):
            continue
        for role in target.operands:
            reported = getattr(entry, role)
            parts = _numbers(target, role, below, handed_in, row.submission)
            if reported is not None and parts is not None:
                yield row, target, role, reported, sum(parts), len(parts)


def _numbers(
    target: Target, role: str, below: list[Unit], handed_in: dict[str, Submission], total: Submission
) -> list[Number] | None:
    """What those below gave; None where somebody gave nothing. What does not apply brings nothing."""
    numbers: list[Number] = []
    for unit in below:
        if unit.reports_total or not target.applies_to(unit) or not unit.exists_in(total.period):
            continue
        submission = handed_in.get(unit.code)
        entry = submission.entries.get(target.id) if submission else None
        if entry is not None and entry.state == "not_applicable":
            continue
        number = getattr(entry, role) if entry is not None else None
        if number is None:
            return None
        numbers.append(number)
    return numbers or None


RULES: Final = (
    Rule("P304", Severity.ERROR, parent_leads_nowhere, "ledger"),
    Rule("P320", Severity.QUERY, parent_after_code, "tree"),
    Rule("P321", Severity.QUERY, own_beside_below, "tree"),
    Rule("U104", Severity.ERROR, total_disagrees, "total"),
)
