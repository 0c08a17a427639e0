"""A percent sign left out, a unit written twice, shares of more than the whole; and what only looks like one."""

from __future__ import annotations

import pytest

from mzgz.validation.rules.wording import RULES, scan, slips


@pytest.mark.parametrize(
    ("text", "slug", "right"),
    [
        ("养老机构入住率达到63.2，比上年略有提高", "percent-left-out", "“率达到63.2%”"),
        ("年检率已达92.5（含补检）", "percent-left-out", "“率已达92.5%”"),
        ("护理型床位占比提高到56.1。", "percent-left-out", "“占比提高到56.1%”"),
        ("定于12月3日9:30时召开", "unit-twice", "“9:30”"),
        ("会议15：00时开始", "unit-twice", "“15:00”"),
        ("发放补助￥35万元", "unit-twice", "“35万元”"),
        ("投入人民币120万元人民币", "unit-twice", "“120万元”"),
        ("共支出3.6万元元", "unit-twice", "“元”"),
        ("老年人、残疾人、儿童分别占45%、38%、30%", "shares-above-whole", "请核对"),
        ("城市、农村、牧区分别占总数的52.4%、33.1%和24.6%", "shares-above-whole", "请核对"),
    ],
)
def test_the_slip_and_its_right_form(text: str, slug: str, right: str) -> None:
    rule = next(rule for rule in RULES if rule.slug == slug)
    (slip,) = slips(rule, text, ())
    assert right in slip.hint


@pytest.mark.parametrize(
    "text",
    [
        "覆盖率、达标率分别为98.5%、97.2%，覆盖率达到100个，入住率为7成，满意率为98.5分。",
        "占比为1:3；汇率为6.5，倍率为2。自然增长率为2.3‰。",
        "9:30分别召开会议，8:30分批入场，15:00时段安排，比分为3:10分。",
        "资金人民币200万元，慰问金200元，元旦前发放，张元元同志签收。",
        "城乡分别占60%、40%；三类分别占33.3%、33.4%、33.4%。",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert [rule.slug for rule, _, _ in scan(text)] == []
