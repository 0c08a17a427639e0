"""Numbers in hanzi and in sentences: read exactly, printed and read back, compared, and never read for ever."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mzgz.language import (
    Hedge,
    Kind,
    Per,
    Quantity,
    Role,
    agrees,
    parse_hanzi,
    read,
    show_large,
    show_written,
    survey,
    to_hanzi,
)
from mzgz.language.number_printer import LARGE
from mzgz.model.rounding import show_points, show_share
from mzgz.publishing.figures.note_numbers import numerals

COUNTS = st.integers(0, 10**12)


def only(text: str) -> Quantity:
    (quantity,) = read(text)
    return quantity


@given(COUNTS)
def test_a_number_spoken_is_the_same_number_again(number: int) -> None:
    assert parse_hanzi(to_hanzi(number)) == number


@given(COUNTS.filter(bool))
def test_a_number_spoken_in_a_sentence_is_read_exactly(number: int) -> None:
    said = "两" if number == 2 else to_hanzi(number)
    quantity = only(f"共有{said}张。")
    assert (quantity.value, quantity.unit) == (number, "张")


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "零"), (10, "十"), (12, "十二"), (110, "一百一十"), (1204, "一千二百零四"), (100_012, "十万零一十二"),
     (120_000, "十二万"), (10**8, "一亿"), (100_020_000, "一亿零二万"), (3 * 10**11, "三千亿"), (10**12, "一万亿")],
)  # fmt: skip
def test_numbers_are_spoken_as_people_speak_them(number: int, said: str) -> None:
    assert to_hanzi(number) == said
    assert parse_hanzi(said) == number


@pytest.mark.parametrize(("said", "number"), [("两百", 200), ("廿五", 25), ("十万零五千", 105_000), ("一百十二", 112)])
def test_other_ways_to_speak_a_number_are_read(said: str, number: int) -> None:
    assert parse_hanzi(said) == number


@pytest.mark.parametrize(
    "said", ["", "十四五", "三四十", "一百五", "一千二百四", "百", "一二", "零零", "万一", "一" * 50]
)
def test_what_is_not_well_formed_is_no_number(said: str) -> None:
    assert parse_hanzi(said) is None


def test_a_year_is_spoken_digit_by_digit() -> None:
    assert only("二〇二二年").value == 2022


@given(COUNTS)
def test_nobody_says_one_ten(number: int) -> None:
    assert not to_hanzi(number).startswith("一十")


@given(st.integers(LARGE, 10**12), st.sampled_from(["张", "人", "元", "家"]))
@example(99_999_999, "张")
@example(13_000_000_001, "张")
def test_a_large_number_printed_and_read_back_means_the_number_it_was(number: int, unit: str) -> None:
    quantity = only(f"共{show_large(Fraction(number))}{unit}。")
    assert quantity.unit == unit
    assert number in quantity.range
    assert agrees(quantity, Fraction(number), quantity.kind, unit) is True


@given(st.fractions(0, 2), st.integers(0, 3))
def test_a_share_printed_and_read_back_holds_the_share(share: Fraction, decimals: int) -> None:
    assert agrees(only(f"占比达到{show_share(share, decimals)}。"), share, Kind.PERCENT) is True


@given(st.fractions(Fraction(1, 1000), 1), st.integers(0, 3))
def test_a_difference_printed_and_read_back_holds_the_difference(points: Fraction, decimals: int) -> None:
    quantity = only(f"比上年提高{show_points(points, decimals)}个百分点。")
    assert agrees(quantity, points, Kind.POINTS, role=Role.DIFFERENCE) is True
    assert agrees(quantity, -points, Kind.POINTS, role=Role.DIFFERENCE) is False


@pytest.mark.parametrize(
    ("value", "text"),
    [(10_000, "1万"), (12_179, "1.22万"), (12_000, "1.2万"), (12_345, "1.23万"), (99_999_999, "1亿"),
     (99_994_999, "9999.5万"), (867_000_000, "8.67亿"), (10**8, "1亿")],
)  # fmt: skip
def test_large_numbers_are_printed_in_wan_and_yi(value: int, text: str) -> None:
    assert show_large(Fraction(value)) == text


@pytest.mark.parametrize(
    ("written", "text"), [("9999", "9999"), ("12179", "1.22万"), ("55％", "55%"), ("三成", "三成")]
)
def test_a_small_number_is_printed_as_it_was_written(written: str, text: str) -> None:
    assert show_written(written) == text


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("2022年5月建成3处，新增1,204张床位", ["3", "1,204"]),
        ("依据海民发〔2022〕12号，第3批12345热线受理56件，办结率98.5％", ["56", "98.5％"]),
        ("开通159＋X专线，A4纸2万张，三成以上来自牧区", ["2万", "三成"]),
        ("3至5个嘎查，百分之六十的老人", ["3", "5", "百分之六十"]),
        ("没有发现问题", []),
    ],
)
def test_digits_count_where_they_measure_something(text: str, counted: list[str]) -> None:
    assert [text[start:end] for start, end in numerals(text)] == counted


AGREEMENTS = """
占比达到55%          | 0.5500  percent           | yes
占比达到55%          | 0.5549  percent           | yes
占比达到55%          | 0.5450  percent           | yes
占比达到55%          | 0.5550  percent           | no
占比达到55.0%        | 0.5496  percent           | yes
占比达到55.0%        | 0.5494  percent           | no
占比达到55%          | 55      percent           | no
占比达到55%          | 55      count 张          | unknown
提高5.2个百分点      | 0.052   percent           | unknown
提高5.2个百分点      | 0.052   points difference | yes
下降5.2个百分点      | -0.052  points difference | yes
下降5.2个百分点      | 0.052   points difference | no
相差5.2个百分点      | -0.061  points difference | no
提高5.2%             | 0.052   points difference | unknown
惠及12万余人         | 120000  count 人          | yes
惠及12万余人         | 129999  count 人          | yes
惠及12万余人         | 130000  count 人          | no
惠及12万余人         | 119999  count 人          | no
惠及12万余人         | 125000  count 户          | unknown
惠及12万余人         | 12.5    count 万人        | yes
惠及30万余人         | 305000  count 人          | yes
惠及30万余人         | 350000  count 人          | unknown
惠及30余万人         | 350000  count 人          | yes
近12万人             | 119000  count 人          | yes
近12万人             | 120000  count 人          | no
近12万人             | 109000  count 人          | unknown
近12万人             | 90000   count 人          | no
超12万人             | 125000  count 人          | yes
超12万人             | 5000000 count 人          | unknown
超12万人             | 120000  count 人          | no
1204名老人           | 1204    count 名老人      | yes
1204名               | 1204    count 人          | yes
1204人次             | 1204    count 人          | unknown
14个旗市区           | 14      count 个          | unknown
14个旗市区           | 14      count 个旗市区    | yes
14个旗市区           | 13      count 个旗市区    | no
14个                 | 14      count 个旗市区    | unknown
发放8.67亿元         | 86725   amount 万元       | yes
发放8.67亿元         | 86650   amount 万元       | yes
发放8.67亿元         | 86750   amount 万元       | no
由50.1%提高到55.2%   | 0.552   percent           | unknown yes
由50.1%提高到55.2%   | 0.501   percent from      | yes unknown
完成年度目标的95%    | 0.95    percent           | unknown
目标为55%            | 0.55    percent           | unknown
力争达到60%          | 0.5     percent           | unknown
五分之三             | 0.6     percent           | yes
五分之三             | 0.63    percent           | unknown
五分之三             | 0.7     percent           | no
三至五个             | 4       count 个          | unknown
三至五个             | 6       count 个          | no
每月750元            | 750     amount 元         | unknown
2022年               | 2022    count 年          | unknown
"""
_SAID = {"yes": True, "no": False, "unknown": None}


@pytest.mark.parametrize("line", AGREEMENTS.strip().splitlines())
def test_a_sentence_agrees_only_where_it_says_so(line: str) -> None:
    sentence, figure, verdicts = (part.strip() for part in line.split("|"))
    number, kind, *rest = figure.split()
    role = Role(rest.pop()) if rest and rest[-1] in ("difference", "from") else Role.LEVEL
    unit = rest[0] if rest else ""
    said = [agrees(quantity, Fraction(number), Kind(kind), unit, role=role) for quantity in read(sentence)]
    assert said == [_SAID[verdict] for verdict in verdicts.split()]


def test_a_base_and_a_name_must_fit_too() -> None:
    rate = only("每千名老年人拥有床位32.5张")
    assert agrees(rate, Fraction("32.5"), Kind.RATIO, "张", per=Per(Fraction(1000), "名")) is True
    assert agrees(rate, Fraction("32.5"), Kind.RATIO, "张", per=Per(Fraction(100), "名")) is None
    streets = only("36个街道")
    assert agrees(streets, Fraction(36), Kind.COUNT, "个", name="街道总数") is True
    assert agrees(streets, Fraction(36), Kind.COUNT, "个", name="社区总数") is None


@pytest.mark.parametrize(
    ("text", "skipped"),
    [
        ("落实“十四五”规划", [("“十四五”", "引号里的名称")]),
        ("开通12345热线", [("12345", "热线号码")]),
        ("海民发〔2022〕12号", [("〔2022〕12号", "文号")]),
        ("《2022年规划》", [("《2022年规划》", "书名号里的名称")]),
        ("千名老人参加", [("千名老人", "泛指的数")]),
        ("三四个单位", [("三四", "概数")]),
        ("数百名志愿者", [("百", "概数")]),
        ("已报12/14", [("12", "编号或式子"), ("14", "编号或式子")]),
        ("面积5²", [("5", "带上标、分数等记号")]),
        ("编码1234567890123456789", [("1234567890123456789", "位数过多")]),
        ("2022.1.3.5", [("2022.1.3.5", "写法不明的数")]),
    ],
)
def test_what_is_not_read_is_told_with_the_reason(text: str, skipped: list[tuple[str, str]]) -> None:
    reading = survey(text)
    assert reading.quantities == ()
    assert [(one.text, one.reason) for one in reading.skipped] == skipped


def test_full_width_and_invisible_characters_keep_their_places() -> None:
    text = "占比５\u200b５．６\u2009％，比上年提高５.２个百分点。"
    share, points = read(text)
    assert (share.value, points.value) == (Fraction(556, 1000), Fraction(52, 1000))
    assert text[share.start : share.end] == "５\u200b５．６\u2009％"
    assert text[points.start : points.end] == "５.２个百分点"


def test_a_full_width_comma_parts_numbers_and_a_half_width_one_joins_digits() -> None:
    assert [quantity.value for quantity in read("占55，100个社区")] == [55, 100]
    assert [quantity.value for quantity in read("共1,204个社区")] == [1204]


@given(
    st.text(
        alphabet="0123456789.,%％ 一二三十百千万亿余多近超个张人元第每成分之点年月日至~-“”《》（），。提高到由比目标的XＸ²½\u200b",
        max_size=60,
    )
)
def test_any_text_is_read_without_failing_and_in_order(text: str) -> None:
    reading = survey(text)
    ends = 0
    for quantity in reading.quantities:
        assert ends <= quantity.start < quantity.end <= len(text)
        assert quantity.text == text[quantity.start : quantity.end]
        assert quantity.value in quantity.range or quantity.hedge is not Hedge.NONE
        ends = quantity.end


@pytest.mark.parametrize(
    "piece",
    ["9", "万", "一", "1,", "1 234", "“", "《", "第", "每", "12.5 100 ", "(", "1-", "百分之", "提高", "\n ", "由"],
)
def test_a_very_long_text_is_read_to_its_end(piece: str) -> None:
    text = piece * (40_000 // len(piece)) + "。占比55%"
    assert read(text)[-1].text == "55%"
