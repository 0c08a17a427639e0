"""Wording rules: check digits, numbers that are no telephone, and the scan over composed text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mzgz.language.personal_data import is_citizen_id
from mzgz.validation.rules.wording import scan

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def told(text: str) -> list[tuple[str, str]]:
    return [(rule.slug, words) for rule, words, _ in scan(text)]


@given(
    st.integers(110000, 659999),
    st.dates(date(1900, 1, 1), date(2022, 12, 31)),
    st.integers(0, 999),
    st.sampled_from("0123456789X"),
)
def test_a_citizen_id_is_one_only_with_its_check_digit(area: int, born: date, serial: int, last: str) -> None:
    """GB 11643: the weighted sum of all eighteen places, the last counting once and X as ten, leaves 1 modulo 11."""
    digits = f"{area}{born:%Y%m%d}{serial:03}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    assert is_citizen_id(digits + last) == ((total + (10 if last == "X" else int(last))) % 11 == 1)


def test_a_day_that_never_was_is_no_birthday() -> None:
    digits = "11010519490230002"
    assert not any(is_citizen_id(digits + last) for last in "0123456789X")


def test_the_id_itself_is_not_repeated_in_the_finding() -> None:
    from mzgz.validation.rules.confidential_wording import citizen_id

    [slip] = citizen_id("老人（11010519491231002X）")
    assert "19491231" not in slip.message


@pytest.mark.parametrize(
    "text",
    [
        "拨打12345政务服务热线",
        "支出1380013800138元",
        "文号呼民发〔2022〕12号",
        "2019－2021年",
        "全市有13800张床位",
        "0470项",
    ],
)
def test_other_numbers_are_no_telephone(text: str) -> None:
    assert "phone-number" not in dict(told(text))


@pytest.mark.parametrize("text", ["13800138000", "138 0013 8000", "0470-8200000", "（0470）8200000"])
def test_telephones_are_recognised(text: str) -> None:
    assert "phone-number" in dict(told(f"联系电话{text}。"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("积极争取撤旗设市。", ["撤旗设"]),
        ("拟将两个苏木合并为一个镇，推动合并宝日希勒镇街道", ["合并为一个镇"]),
        ("区划调整申报材料已上报", ["区划调整"]),
        ("根据内政字〔2021〕30号，推动撤乡设镇", []),
        ("做好区划调整舆情监测", []),
        ("拟开展培训。完成撤乡设镇", []),
        ("推动社会组织更名登记", []),
    ],
)
def test_boundary_changes_are_stopped_unless_approved(text: str, words: list[str]) -> None:
    assert [found[: len(word)] for (slug, found), word in zip(told(text), words, strict=True) if slug] == words


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("占比提高5.2%", True),
        ("覆盖率同比提高了约3％", True),
        ("占比提高到55%", False),
        ("占比达到55%，提高5.2个百分点", False),
        ("补贴标准提高5%", False),
    ],
)
def test_points_and_percent(text: str, points: bool) -> None:
    assert ("percent-for-points" in dict(told(text))) is points


def test_scan_gives_rule_words_and_span_in_order() -> None:
    text = "建成XX处，，共１２处"
    assert [(rule.code, words, text[slice(*span)]) for rule, words, span in scan(text)] == [
        ("W104", "XX", "XX"),
        ("W107", "，，", "，，"),
        ("W108", "１２", "１２"),
    ]


def test_a_spared_name_may_stand_and_an_empty_slot_beside_it_not() -> None:
    assert [span for _, _, span in scan("XX市民政局建成XX处", spare=("XX市民政局",))] == [(8, 10)]


def test_the_one_x_that_is_a_name() -> None:
    assert told("开通“159＋X”专线") == []


@pytest.mark.parametrize(
    "text", ["提高３.５个百分点", "发放１,２００份", "８:３０开会", "①:养老", "Ａ.Ｂ级", "增长3.5%"]
)
def test_signs_between_digits_or_letters_are_no_chinese_punctuation(text: str) -> None:
    assert "halfwidth-punctuation" not in dict(told(text))


@pytest.mark.parametrize("text", ["建成3处,方便群众", "机构,群众", "“一站式”,方便", "共建:《办法》印发", "完成.其余"])
def test_signs_between_chinese_characters_are(text: str) -> None:
    assert "halfwidth-punctuation" in dict(told(text))
