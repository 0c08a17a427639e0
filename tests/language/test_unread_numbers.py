"""Numbers in odd writing are found and shown, and get no value; what only looks like one is left alone."""

from __future__ import annotations

import pytest

from mzgz.language import survey
from mzgz.language.unread_numbers import unread


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全市新增托位56,1%。", "56,1"),
        ("全市慰问老人1,2345人。", "1,2345"),
        ("全市慰问老人12,34万人。", "12,34"),
        ("全市慰问老人-12人。", "12人"),
        ("全市慰问老人−12人。", "12人"),
        ("全市慰问老人+12人。", "12人"),
        ("全市慰问老人1O2人。", "1O2"),
        ("全市慰问老人l2人。", "l2"),
        ("占比达到56.l%。", "56.l"),
        ("全市1/3老人受益。", "1"),
        ("全市慰问老人½万人。", "½"),
        ("全市慰问老人壹佰贰拾人。", "壹佰贰拾"),
        ("全市慰问老人⑫人。", "⑫"),
        ("全市慰问老人Ⅻ人。", "Ⅻ"),
        ("全市慰问老人١٢人。", "١٢"),
        ("全市慰问老人1e4人。", "1e4"),
        ("全市慰问老人1.2×10^4人。", "1.2×10^4"),
        ("全市慰问老人.5万人。", "5万人"),
        ("占比达到56·1%。", "1%"),
        ("全市慰问老人（12）人。", "（12）"),
        ("全市慰问老人“12”人。", "“12”"),
        ("全市慰问老人数十人。", "十"),
        ("2O22年工作有成效。", "2O22"),
    ],
)
def test_shown(text: str, found: str) -> None:
    assert found in [each.text for each in unread(text)]
    assert found not in [each.text for each in survey(text).quantities]


@pytest.mark.parametrize(
    "text",
    [
        "落实“两项补贴”和“三岗十八级”，开通159＋X专线，印发海民发〔2022〕12号，学习二十大精神。",
        "基层协理员队伍管理趋于规范，陆续开工，不敢放肆。",
        "救助老人56人，占比达到56.1%，拨付1,234万元。",
        "A4纸双面打印，12345热线。",
        "（一）健全制度。（2）加强管理。",
    ],
)
def test_left_alone(text: str) -> None:
    assert unread(text) == ()


def test_time_grows_with_the_length_and_no_faster() -> None:
    """A hundred thousand characters of digits and signs are read in one pass."""
    text = "1O" * 20_000 + "壹" * 20_000 + "½" * 20_000 + "（1" * 10_000
    assert len(unread(text)) < len(text)
