"""A number as its format shows it, and where a person reads another one there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mzgz.intake.form.number_formats import is_date_format, misread, shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("5620000", '0!.0,"万元"', "562.0万元"),
        ("812", '0"%"', "812%"),
        ("0.55", "0%", "55%"),
        ("812000", "#,##0,", "812"),
        ("1234567", "#,##0", "1234567"),
        ("61.75", "0.0", "61.8"),
        ("-5", "0;(0)", "(5)"),
        ("0", '0;-0;"无"', "无"),
        ("20000", '[>=10000]0!.0,"万";0', "2.0万"),
        ("20", '[>=10000]0!.0,"万";0', "20"),
        ("812", '[红色]0"张"', "812张"),
        ("812", "[$¥-804]0.00", "¥812.00"),
    ],
)
def test_a_number_is_drawn_as_the_program_draws_it(value: str, code: str, text: str) -> None:
    assert shown(Decimal(value), code) == text


@pytest.mark.parametrize(
    "code", ["General", "0", "0.00", "#,##0", '0"张"', "0_ ", '_ * #,##0_ ;_ * "-"_ ;_ @_ ', "@", "# ?/?", "0.00E+00"]
)
def test_common_formats_show_the_number_they_hold(code: str) -> None:
    assert misread(Decimal(812), code) is None


def test_ten_thousand_belongs_to_the_unit_where_the_figure_is_asked_in_it() -> None:
    assert misread(Decimal(562), '0"万元"', "万元") is None
    assert misread(Decimal(562), '0"万元"', "元") == "562万元"
    assert misread(Decimal(5620000), '0!.0,"万元"', "万元") == "562.0万元"


def test_a_number_under_another_measure_is_another_number() -> None:
    assert misread(Decimal(562), '0"元"', "万元") == "562元"
    assert misread(Decimal(562), '0"户"', "人") == "562户"
    assert misread(Decimal(562), '0"个"', "个旗市区") is None
    assert misread(Decimal(562), '0"（初步）"', "人") is None


@pytest.mark.parametrize(
    ("code", "day"),
    [
        ("yyyy-mm-dd", True),
        ('yyyy"年"m"月"', True),
        ("General", False),
        ('0"月"', False),
        ("[Red]0", False),
        ("[h]:mm", True),
    ],
)
def test_formats_of_days_are_known(code: str, day: bool) -> None:
    assert is_date_format(code) is day
