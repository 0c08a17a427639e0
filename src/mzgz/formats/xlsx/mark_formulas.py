"""What a form says while it is filled in: the formulas of the mark column, and the colours that follow them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from mzgz.intake.form.form_editions import TODAY
from mzgz.intake.form.layout import FIRST_ROW, INPUT, MARK, NOT_APPLICABLE, NUMBERS, PENDING, REASON
from mzgz.model.targets import Target
from mzgz.validation.engine.target_abilities import stays
from mzgz.validation.rules.trend import JUMP_LEAST, JUMP_SHARE, SHRINK_SHARE

BLANK: Final = "未填"
MOVED: Final = "变动"
"""What the mark begins with where the change since the last figure wants a reason."""
NO_PAPERS: Final = "请填凭据"

_RED = PatternFill(bgColor="FFF8CBAD")
_AMBER = PatternFill(bgColor="FFFFD966")


def mark(target: Target, name: str, rows: Mapping[str, int], whole: int | None = None) -> str | None:
    """The formula for one field, in functions every spreadsheet program has had for twenty years. `whole` is the row of
    the number it is a part of."""
    row, first = rows[name], min(rows.values())
    away = f'OR(${NOT_APPLICABLE}${first}<>"",${PENDING}${first}<>"")'
    blank = f'IF({away},"","{BLANK}")'
    cell = f"{INPUT}{row}"
    if name in NUMBERS:
        return f'=IF({cell}="",{blank},{_number_mark(target, name, rows, whole)})'
    match name:
        case "done":
            return f'=IF({cell}="",{blank},IF(OR({cell}="是",{cell}="否"),"","请选是或否"))'
        case "stage":
            return f'=IF({cell}="",{blank},"")'
        case "on" if target.completes:
            papers = f'IF({TODAY.spread_of(target, "evidence")[0]}{first}="","{NO_PAPERS}","")'
            return f'=IF({INPUT}{rows["done"]}<>"是","",IF({cell}="","请填完成日期",{papers}))'
    return None


def _number_mark(target: Target, name: str, rows: Mapping[str, int], whole_row: int | None) -> str:
    cell = f"{INPUT}{rows[name]}"
    tests = [(f"NOT(ISNUMBER({cell}))", "应填数字"), (f"{cell}<0", "不能小于0")]
    if target.whole(name):
        tests.append((f"INT({cell})<>{cell}", "应填整数"))
    if name == "numerator" and target.part_of_whole:
        whole = f"{INPUT}{rows['denominator']}"
        tests.append((f"AND(ISNUMBER({whole}),{cell}>{whole})", "分子大于分母"))
    if whole_row is not None and name == "value":
        whole = f"{INPUT}{whole_row}"
        tests.append((f"AND(ISNUMBER({whole}),{cell}>{whole})", "大于所属的数"))
    formula = _change_mark(target, name, rows[name]) if target.steady else '""'
    for test, word in reversed(tests):
        formula = f'IF({test},"{word}",{formula})'
    return formula


def _change_mark(target: Target, name: str, row: int) -> str:
    """The jump rule, for a denominator the rule on its fall and for made things the one on theirs, against the last
    figure."""
    now, last, reason = f"{INPUT}{row}", f"G{row}", f"{REASON}{row}"
    share = f"{last}*{JUMP_SHARE.numerator}/{JUMP_SHARE.denominator}"
    size = f"ABS({now}-{last})" if name != "denominator" else f"({now}-{last})"
    jump = f"AND({size}>={JUMP_LEAST},{size}>{share})"
    formula = f'IF({jump},"{MOVED}超过{_percent(JUMP_SHARE)}，请写原因","")'
    if name == "denominator":
        fall = f"({last}-{now})>{last}*{SHRINK_SHARE.numerator}/{SHRINK_SHARE.denominator}"
        formula = f'IF({fall},"{MOVED}：分母减少超过{_percent(SHRINK_SHARE)}，请写原因",{formula})'
    if stays(target, name):
        formula = f'IF({now}<{last},"{MOVED}：比上次少，请写原因",{formula})'
    return f'IF(NOT(ISNUMBER({last})),"",IF({last}<=0,"",IF({reason}<>"","",{formula})))'


def _percent(share: Fraction) -> str:
    return f"{share * 100}%"


def add_colours(sheet: Worksheet, last_row: int) -> None:
    """Blanks amber, contradictions red, and the column of papers and reasons alight where one is wanted."""
    row = FIRST_ROW
    area = f"{INPUT}{row}:{INPUT}{last_row}"
    mark_area = f"{MARK}{row}:{MARK}{last_row}"
    wrong = f'AND(${MARK}{row}<>"",${MARK}{row}<>"{BLANK}",LEFT(${MARK}{row},{len(MOVED)})<>"{MOVED}")'
    sheet.conditional_formatting.add(area, _rule(f'AND({wrong},${MARK}{row}<>"{NO_PAPERS}")', _RED))
    sheet.conditional_formatting.add(mark_area, _rule(wrong, _RED))
    papers = f'${MARK}{row + 1}="{NO_PAPERS}"'  # the mark stands at the day, a row below where the papers are named
    sheet.conditional_formatting.add(f"{REASON}{row}:{REASON}{last_row}", _rule(papers, _RED))
    blank = f'${MARK}{row}="{BLANK}"'
    sheet.conditional_formatting.add(area, _rule(blank, _AMBER))
    moved = f'LEFT(${MARK}{row},{len(MOVED)})="{MOVED}"'
    sheet.conditional_formatting.add(f"{REASON}{row}:{REASON}{last_row}", _rule(moved, _AMBER))


def _rule(formula: str, fill: PatternFill) -> Rule:
    return Rule(type="expression", dxf=DifferentialStyle(fill=fill), formula=[formula])
