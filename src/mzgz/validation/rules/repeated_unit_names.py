"""Two units of one name in mzgz.yaml: nobody could tell them apart."""

from __future__ import annotations

from typing import Final

from mzgz.model.findings import Rule, Severity
from mzgz.model.unit import Unit
from mzgz.validation.engine.cases import LedgerCase, Outcome, Violation


def unit_name_twice(case: LedgerCase) -> Outcome:
    """两个单位用了同一个名称

    为什么：简称、别名指着两个单位，导入的表、命令里写的名字就不知道是谁的。

    反例：
        # mzgz.yaml
        bureau: {name: 某市民政局, city: 某市, code: "150700"}
        units:
          - {code: "150700", name: 本级, kind: bureau}
          - {code: "150702", name: 海拉尔区, short: 海拉尔, registry: {streets: 7, townships: 2}}
          - {code: "150703", name: 扎赉诺尔区, aliases: [海拉尔]}

    正例：
        # mzgz.yaml
        bureau: {name: 某市民政局, city: 某市, code: "150700"}
        units:
          - {code: "150700", name: 本级, kind: bureau}
          - {code: "150702", name: 海拉尔区, short: 海拉尔, registry: {streets: 7, townships: 2}}
          - {code: "150703", name: 扎赉诺尔区, aliases: [扎区]}
    """
    first: dict[tuple[str | None, str], Unit] = {}
    wrong: list[Violation] = []
    for place, unit in enumerate(case.ledger.workspace.units):
        for name in dict.fromkeys(unit.names):
            # under another parent it is another place: 朝阳区 of two cities
            other = first.setdefault((case.ledger.units.parent(unit.code), name), unit)
            if other.code != unit.code:
                wrong.append(
                    Violation(
                        f"“{name}”既指{other.name}（{other.code}），又指{unit.name}（{unit.code}）",
                        "请改掉其中一个的简称或别名",
                        case.ledger.locate("units", place, _key_of(unit, name)),
                    )
                )
    return tuple(wrong) or None


def _key_of(unit: Unit, name: str) -> str:
    return (
        "code" if name == unit.code else "name" if name == unit.name else "short" if name == unit.short else "aliases"
    )


RULES: Final = (Rule("P303", Severity.ERROR, unit_name_twice, "ledger"),)
