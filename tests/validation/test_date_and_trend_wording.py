"""Days no calendar has, changes that go the other way, words typed twice or mistaken; and what only looks like one."""

from __future__ import annotations

import pytest

from mzgz.validation.rules.wording import RULES, scan, slips


@pytest.mark.parametrize(
    ("text", "slug", "right"),
    [
        ("会议定于4月31日举行", "impossible-day", "请核对日期"),
        ("2022年13月印发", "impossible-day", "请核对日期"),
        ("使用率从60%下降到70%", "trend-turned", "请核对"),
        ("投诉件由48件增加至35件", "trend-turned", "请核对"),
        ("同比增长-5%", "trend-turned", "“下降5%”"),
        ("提高5个百分点百分点", "typed-twice", "“百分点”"),
        ("来信来访的的12件", "typed-twice", "“的”"),
        ("截止2022年10月底", "mistaken-word", "“截至”"),
        ("提高5个百份点", "mistaken-word", "“百分点”"),
        ("二零二二年", "mistaken-word", "“二〇二二”"),
        ("满意率从92%提升至95%，提升3%", "percent-for-points", "个百分点"),
        ("22年以来新增8个", "short-year", "“2022年”"),
        ("至少建成12个以上互助点", "rough-twice", "“至少建成12个”"),
        ("旗改市工作已纳入规划", "boundary-change", "请删去"),
    ],
)
def test_the_slip_and_its_right_form(text: str, slug: str, right: str) -> None:
    rule = next(rule for rule in RULES if rule.slug == slug)
    (slip,) = slips(rule, text, ())
    assert right in slip.hint


@pytest.mark.parametrize(
    "text",
    [
        "截止日期为6月30日，报名截止时间另行通知。",
        "2月29日起施行，租期36月，24月龄以内儿童接种到位。",
        "办结时限从20天压缩到7天，低保对象由1.5万人减少到1.2万人。",
        "从3个街道扩大到12个街道，从2021年到2022年投入增加到120万元。",
        "使用率从60%提高到70%，增长16.7%。",
        "他的的确确是困难对象，申请的的士司机已核查。",
        "至少完成12个互助点，3年以来坚持每周走访，20年来累计救助3万人次。",
        "严格按照区划调整程序报批，未批先建的一律纠正。",
    ],
)
def test_what_only_looks_like_a_slip(text: str) -> None:
    assert scan(text) == []
