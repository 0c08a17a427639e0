"""What `mzgz why` tells of terms agreed with single units, and of numbers per thousand."""

from __future__ import annotations

from mzgz.formats.terminal.plan_status_text import reporting_lines
from mzgz.formats.terminal.text_table import plain
from mzgz.formats.terminal.why_text import why_lines
from mzgz.model.periods import Period
from mzgz.progress import Punctuality
from plans import board

TERMS = (
    'kind: ratio\njudge: every\ngoal: ">= 60%"\nunits: {"150703": {goal: ">= 50%", reason: 边远地区另定标准, document: 民发〔2022〕8号}, '
    '"150721": {exempt: true, reason: 没有这类对象, document: 民发〔2022〕9号}}'
)
JANUARY, MAY = Period.parse("2022-01"), Period.parse("2022-05")


def why(plan: str, said: str) -> str:
    seen = board(plan, said, "2022-07-05")
    return "".join(plain(line).strip() for line in why_lines(seen, seen.city("t"), 300))


def test_the_city_tells_what_was_agreed_with_single_units() -> None:
    said = why(TERMS, "2022-06: {150702: {numerator: 61, denominator: 100}, 150703: {numerator: 55, denominator: 100}}")
    assert (
        "扎赉诺尔单独约定≥50%（边远地区另定标准，民发〔2022〕8号）阿荣旗豁免（没有这类对象，民发〔2022〕9号）" in said
    )


def test_a_number_per_thousand_is_worked_out_with_its_thousand() -> None:
    plan = 'kind: ratio\nscope: ["150702"]\nper: 1000\nunit: 张/千人\ngoal: ">= 40"'
    said = why(plan, "2022-06: {150702: {numerator: 41, denominator: 1000}}")
    assert "41 ÷ 1000 × 1000 = 41张/千人印出来是 41.0" in said


def row(missing: tuple[Period, ...], units: int = 1) -> Punctuality:
    return Punctuality("1", "东区", 1, 1, 1, (), missing, units)


def test_nobody_reported_means_none_of_the_units_behind_a_row() -> None:
    """Of two units one missed January, both missed May."""
    rows = (row((JANUARY, MAY, MAY), 2), row((JANUARY, MAY)))
    assert not any("谁也没有报" in plain(line) for line in reporting_lines(rows, 80))
    rows = (row((JANUARY, JANUARY, MAY), 2), row((JANUARY,)))
    assert any("1月谁也没有报" in plain(line) for line in reporting_lines(rows, 80))
