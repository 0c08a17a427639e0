"""A clause people typed that is one of today's but for a number, a place or the way it went."""

from __future__ import annotations

import pytest

from mzgz.model.document import Document, Paragraph, Part, Style
from mzgz.publishing.verify.retyped_clauses import TodaysClauses
from mzgz.publishing.verify.target_mentions import Naming
from sample_year import sample_board

TODAY = (
    ("二、2022年民政工作取得新的成效", Style.HEADING1),
    ("13个旗市区把信息比对按月抓了下来。共享数据的部门达到135个，比上年增加37个，海拉尔以13个为最多。", Style.BODY),
    ("还有14项因个别地方缺报，暂不作结论。列入计划的中心项目推进受阻。", Style.BODY),
    ("公益性安葬设施建设向农村牧区延伸，建成投用的设施达到73处，其中莫旗最多。", Style.BODY),
    ("阿荣旗的规划监测评估如期完成。只有阿荣旗按两种办法做了监测评估。", Style.BODY),
    ("老旧设施7月逾期补齐改造任务。统计到2022年12月，数据截至2023年1月5日。", Style.BODY),
    ("三、做好2023年重点工作", Style.HEADING1),
    ("全年要再建成12处公益性安葬设施，方便群众。", Style.BODY),
)


@pytest.fixture(scope="module")
def today() -> TodaysClauses:
    blocks = tuple(Paragraph((text,), style) for text, style in TODAY)
    document = Document("speech", "讲话", "民政局", "2023-01-05", (Part(blocks),))
    return TodaysClauses(document, Naming(sample_board().ledger, 2022))


def differing(today: TodaysClauses, text: str, clause: str = "") -> str | None:
    clause = clause or text
    start = text.index(clause)
    found = today.differing(text, start, start + len(clause), [])
    return None if found is None else text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "clause", "wrong"),
    [
        ("11个旗市区把信息比对按月抓了下来。", "", "11个旗市区"),
        ("还有4项因个别地方缺报，暂不作结论。", "还有4项因个别地方缺报", "4项"),
        ("共享数据的部门达到135个，比上年增加73个。", "比上年增加73个", "73个"),
        ("共享数据的部门达到135个，比上年减少37个。", "比上年减少37个", "比上年减少37个"),
        ("列入计划的中心项目顺利推进。", "", None),
        ("列入计划的中心项目推进顺利。", "", "列入计划的中心项目推进顺利"),
        ("建成投用的设施达到73处，其中扎兰屯最多。", "其中扎兰屯最多", "其中扎兰屯最多"),
        ("建成投用的设施达到73处，其中莫旗最少。", "其中莫旗最少", "其中莫旗最少"),
        ("老旧设施9月逾期补齐改造任务。", "", "9月"),
        ("只有扎兰屯按两种办法做了监测评估。", "", "只有扎兰屯按两种办法做了监测评估"),
        ("统计到2021年12月，数据截至2023年1月5日。", "统计到2021年12月", "2021年12月"),
        ("没有13个旗市区把信息比对按月抓下来。", "", "没有13个旗市区把信息比对按月抓下来"),
    ],
)
def test_what_differs_is_told(today: TodaysClauses, text: str, clause: str, wrong: str | None) -> None:
    assert differing(today, text, clause) == wrong


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("13个旗市区都把信息比对按月抓了下来。", ""),
        ("建成投用的设施达到73处，其中莫旗最多。", "其中莫旗最多"),
        ("建成投用的设施达到70余处，其中莫旗、扎兰屯最多。", "其中莫旗、扎兰屯最多"),
        ("老旧设施2022年7月逾期补齐改造任务。", ""),
        ("低保资金发放1.2亿元，比上年增加73个。", "比上年增加73个"),
        ("上年，还有4项因个别地方缺报，暂不作结论。", "还有4项因个别地方缺报"),
        ("海拉尔，还有4项因个别地方缺报。", "还有4项因个别地方缺报"),
        ("扎兰屯的规划监测评估如期完成。", ""),
        ("全年要再建成15处公益性安葬设施，方便群众。", "全年要再建成15处公益性安葬设施"),
    ],
)
def test_what_is_the_same_or_about_something_else_is_not(today: TodaysClauses, text: str, clause: str) -> None:
    assert differing(today, text, clause) is None


def test_a_linked_number_is_told_by_its_link(today: TodaysClauses) -> None:
    text = "11个旗市区把信息比对按月抓了下来。"
    assert today.differing(text, 0, len(text), [(0, 2)]) is None
