"""Numbers people typed: the right figure is found or nothing is said; never a wrong agreement.

The office: 561 of 1000 beds are for nursing (56.1%, the year before 48.2%, goal 55%), 12 of 12 streets have a centre, 39
projects (the year before 26, goal 30), 123456 people helped (goal 100000), no relapse. 海拉尔区 has 94 of 170 beds (55.3%).
"""

from __future__ import annotations

import pytest

from edited_documents import Office, added, board_of, codes, replaced

SHARE = "nursing-bed-share@city/2022-12:"
PEOPLE = "people-helped@city/2022-12:"
PROJECTS = "aid-projects@city/2022-12:"
HAILAR = "nursing-bed-share@150702/2022-12:"
OK, NO, UNKNOWN = "agrees", "contradicts", "unknown"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(board_of(tmp_path_factory.mktemp("office")))


def judged(office: Office, sentence: str) -> list[tuple[str, str, str]]:
    results = office.verify(added(office.docx(), sentence)).loose
    return [(result.text, result.verdict, result.guess.id if result.guess else "") for result in results]


# Sentence, then for every number in it: what was made of it, and of which figure.
SENTENCES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    # right
    ("养老机构护理型床位占比达到56.1%。", ((OK, SHARE + "value"),)),
    ("全市养老机构护理型床位占比为５６．１％。", ((OK, SHARE + "value"),)),
    ("截至2022年12月底，养老机构护理型床位占比已达到56.1%。", ((OK, SHARE + "value"),)),
    ("全年护理型床位占比达到百分之五十六点一。", ((OK, SHARE + "value"),)),
    ("养老机构护理型床位占比达到56%。", ((OK, SHARE + "value"),)),
    ("养老机构护理型床位占比由48.2%提高到56.1%。", ((OK, SHARE + "base"), (OK, SHARE + "value"))),
    ("养老机构护理型床位占比由上年的48.2%提高到56.1%。", ((OK, SHARE + "base"), (OK, SHARE + "value"))),
    ("养老机构护理型床位占比比上年提高7.9个百分点。", ((OK, SHARE + "rise"),)),
    ("养老机构护理型床位占比达到56.1%，同比提高7.9个百分点，高于目标1.1个百分点。",
     ((OK, SHARE + "value"), (OK, SHARE + "rise"), (OK, SHARE + "above"))),
    ("养老机构护理型床位占比超过56%。", ((OK, SHARE + "value"),)),
    ("养老机构护理型床位占比近57%。", ((OK, SHARE + "value"),)),
    ("养老机构护理型床位数561张。", ((OK, SHARE + "part"),)),
    ("养老机构床位总数达到1000张，其中养老机构护理型床位数561张。", ((OK, SHARE + "whole"), (OK, SHARE + "part"))),
    ("救助困难群众123456人。", ((OK, PEOPLE + "value"),)),
    ("救助困难群众12万余人。", ((OK, PEOPLE + "value"),)),
    ("全年救助困难群众12.3万人。", ((OK, PEOPLE + "value"),)),
    ("救助困难群众超过12万人。", ((OK, PEOPLE + "value"),)),
    ("政府购买救助服务项目数39个，完成年度目标的130%。", ((OK, PROJECTS + "value"), (OK, PROJECTS + "completion"))),
    ("政府购买救助服务项目数达到39个，比上年增长50%。", ((OK, PROJECTS + "value"), (OK, PROJECTS + "growth"))),
    ("海拉尔区养老机构护理型床位占比达到55.3%。", ((OK, HAILAR + "value"),)),
    ("街道养老服务中心覆盖率达到100%。", ((OK, "street-centres@city/2022-12:value"),)),
    ("海拉尔区养老机构护理型床位占比达到55.3%，全市为56.1%。", ((OK, HAILAR + "value"), (OK, SHARE + "value"))),
    ("海拉尔区养老机构护理型床位占比为55.3%，比全市的56.1%低0.8个百分点。",
     ((OK, HAILAR + "value"), (UNKNOWN, ""), (UNKNOWN, ""))),
    # wrong
    ("海拉尔区养老机构护理型床位占比达到55.3%，全市为60.1%。", ((OK, HAILAR + "value"), (NO, SHARE + "value"))),
    ("养老机构护理型床位占比达到58%。", ((NO, SHARE + "value"),)),
    ("全市护理型床位占比为六成。", ((UNKNOWN, ""),)),
    ("全市护理型床位占比已达六成。", ((NO, f"{SHARE}value"),)),
    ("养老机构护理型床位占比达到百分之六十五。", ((NO, SHARE + "value"),)),
    ("养老机构护理型床位占比比上年提高5.2个百分点。", ((NO, SHARE + "rise"),)),
    ("养老机构护理型床位占比比上年下降7.9个百分点。", ((NO, SHARE + "rise"),)),
    ("养老机构护理型床位占比低于目标1.1个百分点。", ((NO, SHARE + "above"),)),
    ("救助困难群众超过13万人。", ((NO, PEOPLE + "value"),)),
    ("救助困难群众15万余人。", ((NO, PEOPLE + "value"),)),
    ("政府购买救助服务项目数达到40个。", ((NO, PROJECTS + "value"),)),
    ("政府购买救助服务项目数39个，完成年度目标的120%。", ((OK, PROJECTS + "value"), (NO, PROJECTS + "completion"))),
    ("海拉尔区养老机构护理型床位占比达到56.1%。", ((NO, HAILAR + "value"),)),
    ("养老机构护理型床位占比由45.0%提高到56.1%。", ((NO, SHARE + "base"), (OK, SHARE + "value"))),
    # nobody can say: another thing, place, time or part; a number that happens to be equal must not agree
    ("农村养老机构护理型床位占比达到56.1%。", ((UNKNOWN, ""),)),
    ("全国养老机构护理型床位占比达到56.1%。", ((UNKNOWN, ""),)),
    ("在牧区，养老机构护理型床位占比达到56.1%。", ((UNKNOWN, ""),)),
    ("公办养老机构护理型床位占比达到58%。", ((UNKNOWN, ""),)),
    ("2021年，养老机构护理型床位占比为48.2%。", ((UNKNOWN, ""),)),
    ("上半年，养老机构护理型床位占比达到56.1%。", ((UNKNOWN, ""),)),
    ("到2025年，养老机构护理型床位占比达到56.1%。", ((UNKNOWN, ""),)),
    ("力争养老机构护理型床位占比达到60%。", ((UNKNOWN, ""),)),
    ("养老机构护理型床位占比达到55%的目标提前实现。", ((OK, SHARE + "goal"),)),
    ("养老机构护理型床位占比最高的海拉尔区达到56.1%。", ((UNKNOWN, ""),)),
    ("海拉尔区、阿荣旗养老机构护理型床位占比达到56.1%。", ((UNKNOWN, ""),)),
    ("养老机构护理型床位占比达到56.1%的旗市区有3个。", ((UNKNOWN, ""), (UNKNOWN, ""))),
    ("养老机构护理型床位占比比全区平均水平高1.1个百分点。", ((UNKNOWN, ""),)),
    ("养老机构护理型床位占比提高7.9%。", ((UNKNOWN, ""),)),
    ("养老机构护理型床位占比不低于58%。", ((UNKNOWN, ""),)),
    ("养老机构护理型床位占比没有达到56.1%。", ((UNKNOWN, ""),)),
    ("养老机构护理型床位占比、入住率分别达到56.1%和58%。", ((UNKNOWN, ""), (UNKNOWN, ""))),
    ("11月，养老机构护理型床位占比达到56.1%。", ((UNKNOWN, ""),)),
    ("自治区要求的养老机构护理型床位占比为58%。", ((UNKNOWN, ""),)),
    ("政府购买救助服务项目数39个，投入资金120万元，完成目标的90%。",
     ((OK, PROJECTS + "value"), (UNKNOWN, ""), (UNKNOWN, ""))),
    ("养老机构护理型床位占比环比提高7.9个百分点。", ((UNKNOWN, ""),)),
    ("养老机构护理型床位数新增561张。", ((UNKNOWN, ""),)),
    ("每千名老年人养老机构床位总数1000张。", ((UNKNOWN, ""),)),
    ("救助困难群众123456户。", ((UNKNOWN, ""),)),
    ("其中救助困难群众中的老年人39人。", ((UNKNOWN, ""),)),
    ("14个旗市区全部建立制度。", ((UNKNOWN, ""),)),
    ("发放资金1.2亿元，惠及3万余户。", ((UNKNOWN, ""), (UNKNOWN, ""))),
    ("社工站覆盖率达到56.1%。", ((UNKNOWN, ""),)),
    ("床位占比达到56.1%。", ((UNKNOWN, ""),)),
    # no quantities at all
    ("落实“两项补贴”和“三岗十八级”，开通159＋X专线，印发海民发〔2022〕12号，学习二十大精神。", ()),
)  # fmt: skip


def test_there_are_enough_sentences() -> None:
    assert len(SENTENCES) >= 50
    assert len({sentence for sentence, _ in SENTENCES}) == len(SENTENCES)


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=range(len(SENTENCES)))
def test_loose_numbers(office: Office, sentence: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert tuple((verdict, figure) for _, verdict, figure in judged(office, sentence)) == expected


def test_a_link_before_it_says_of_what(office: Office) -> None:
    """The sentence calls the thing by another name; the linked number tells which it is."""
    share = office.figure("nursing-bed-share")
    data = office.docx(("护理床位比重升到", share, "，比上年提高7.9个百分点，高于目标3个百分点。"))
    results = office.verify(data).loose
    assert [(result.text, result.verdict) for result in results] == [("7.9个百分点", OK), ("3个百分点", NO)]


def test_another_number_between_leaves_no_doubt_or_says_nothing(office: Office) -> None:
    share = office.figure("nursing-bed-share")
    data = office.docx(("护理床位比重升到", share, "，新增老人食堂12个，覆盖率达到58%。"))
    assert {result.verdict for result in office.verify(data).loose} == {UNKNOWN}


def test_a_contradiction_is_a_finding(office: Office) -> None:
    verification = office.verify(added(office.docx(), "养老机构护理型床位占比达到58%。"))
    assert codes(verification) == ["V110"]
    assert verification.found[0].diagnostic.message == (
        "“58%”看来说的是养老机构护理型床位占比，数据是56.1%：“养老机构护理型床位占比达到[58%]。”"
    )
    assert verification.found[0].diagnostic.target == "nursing-bed-share"


def test_a_number_that_lost_its_link_is_still_read(office: Office) -> None:
    data = replaced(office.docx(), r"<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", r"\1")
    data = replaced(data, r"<w:bookmark(?:Start|End)[^>]*/>", "")
    verification = office.verify(data)
    assert codes(verification) == ["V107"] * 5
    assert [result.verdict for result in verification.loose[:4]] == [OK] * 4


def test_what_stands_under_next_years_tasks_is_no_statement_of_fact(office: Office) -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>三、2023年重点任务</w:t></w:r></w:p>'
    data = added(office.docx(), "养老机构护理型床位占比达到58%。")
    data = replaced(data, r"(<w:p><w:r><w:t>养老机构护理型床位占比达到58%)", heading + r"\1")
    assert [result.verdict for result in office.verify(data).loose] == [UNKNOWN]
