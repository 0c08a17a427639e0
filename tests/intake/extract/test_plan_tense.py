"""What a part of a document speaks of: one wrong heading loses a whole document, or takes in a hundred facts."""

from __future__ import annotations

import pytest

from mzgz.intake.extract.blocks import from_text
from mzgz.intake.extract.plan_reading import read
from mzgz.intake.extract.tense import Tense

FACT = "新增床位500张，占比达到50%。"


def drafted(text: str, year: int = 2023) -> list[str]:
    return [promise.text for promise in read(from_text(text), year).promises]


@pytest.mark.parametrize(
    "heading",
    [
        "一、2022年工作回顾",
        "一、工作开展情况",
        "一、2022年重点任务完成情况",
        "一、承上启下，各项工作成效显著",
        "二、存在的问题",
        "第一章 发展基础",
        "二、清醒认识存在的差距",
    ],
)
def test_a_review_promises_nothing(heading: str) -> None:
    assert drafted(f"{heading}\n（一）突出重点，落实要求。{FACT}\n三、2023年重点任务\n建成站点9个。") == ["9个"]


@pytest.mark.parametrize(
    "heading",
    ["二、2023年工作安排", "二、下一步打算", "二、明确目标、靶向发力，高质量推进年度重点工作", "二、主要任务"],
)
def test_a_plan_promises(heading: str) -> None:
    assert drafted(f"一、2022年工作总结\n{FACT}\n{heading}\n{FACT}") == ["500张", "50%"]


def test_a_document_without_headings_is_a_plan() -> None:
    assert drafted(FACT) == ["500张", "50%"]


def test_a_plan_after_a_review_without_a_heading_between_is_not_lost() -> None:
    text = "过去一年，建成站点30个，发放资金2亿元。\n会议要求，要再新建站点40个。\n年内改造敬老院5所。"
    assert drafted(text) == ["40个", "5所"]


def test_facts_inside_a_plan_are_facts() -> None:
    text = "一、2023年重点任务\n目前，全市已建成站点30个。去年入户率不到80%，今年必须达到100%。2022年全市共投入3亿元。"
    assert drafted(text) == ["100%"]


def test_the_early_stage_of_a_project_is_no_word_of_the_past() -> None:
    assert drafted("二、重点任务\n加强项目前期工作，储备项目20个。") == ["20个"]


@pytest.mark.parametrize(
    "told",
    [
        "已支持184个地区建设床位3万张。",
        "截至目前，各项工作顺利。其中，26项已完成，6项正在收尾，预计年底前全部完成。",
        "公路项目完成投资130亿元，为年计划的96.6%，同比增长15.1%。",
        "适老化改造完成46户，占全年任务的57.5%。",
        "会上，6个县区作了交流发言，表彰了20个先进集体。",
        "“十四五”时期，我国110万户家庭改造任务超额保质完成。",
        "统筹协调建设工程，共安排中央资金21亿元，支持122个项目。",
    ],
)
def test_how_far_one_has_come_is_told_and_not_promised(told: str) -> None:
    assert drafted(f"二、2023年重点任务\n{told}\n新建站点8个。") == ["8个"]


def test_a_title_that_tells_of_success_heads_a_review() -> None:
    text = "某县超额完成民生实事任务\n今年来，投入改造资金48万元，对74户家庭进行了改造，超过原定任务数4户。"
    assert drafted(text) == []


@pytest.mark.parametrize("heading", ["一、申报条件", "一、补助标准", "（二）办理流程"])
def test_conditions_hold_whatever_the_year_and_promise_nothing(heading: str) -> None:
    text = f"关于申报示范项目的通知\n{heading}\n床位不少于10张，持证率不低于60%。\n三、2023年重点任务\n新建站点8个。"
    assert drafted(text) == ["8个"]


def test_raising_a_tariff_is_a_plan() -> None:
    assert drafted("二、重点任务\n（一）提高补助标准\n低保标准提高到1200元。") == ["1200元"]


def test_a_report_of_progress_is_not_turned_by_the_names_of_its_parts() -> None:
    text = "某县重点工作推进情况通报\n一、民生实事方面。新建幼儿园3所，改厕完成180户。\n二、下一步打算\n再建2所。"
    assert drafted(text) == ["2所"]


def test_what_is_there_is_not_said_of_what_is_done_to_it() -> None:
    assert drafted("二、2023年重点任务\n对现有12个站点进行改造，新建站点8个。") == ["12个", "8个"]


def test_a_bulletin_that_opens_with_its_months_stays_one() -> None:
    assert drafted("2023年10月养老服务建设情况\n2023年1-10月，全市新增床位500张，入住率提高到50%。") == []


def test_a_review_with_things_done_within_a_year_stays_one() -> None:
    assert drafted("过去一年，新建站点17个。18个项目一年内投用。") == []


def test_a_label_tells_the_tense_of_its_line() -> None:
    text = "项目内容：新建食堂5个。\n进展情况（7月）：已建成食堂2个，其余在装修3个。"
    assert drafted(text) == ["5个"]


def test_a_long_numbered_sentence_turns_nothing_into_a_review() -> None:
    text = "二、主要措施\n（一）层层签订责任书，每月通报一次任务完成情况，对进度慢的约谈。\n新建站点8个。"
    assert drafted(text) == ["一次", "8个"]


def test_notes_and_glossaries_promise_nothing() -> None:
    assert drafted("一、重点任务\n新建站点8个。\n注：本表共3项指标。\n名词解释\n1.“三新”：占比约15%。") == ["8个"]


def test_a_later_horizon_keeps_its_year() -> None:
    reading = read(
        from_text("二、今后五年的目标\n——总量达到5万张。\n三、2023年任务\n新增500张。\n到2025年，占比达到60%。"), 2023
    )
    assert [(one.text, one.due) for one in reading.promises] == [
        ("5万张", "2027-12-31"), ("500张", "2023-12-31"), ("60%", "2025-12-31"),
    ]  # fmt: skip


def test_every_tense_says_what_it_rests_on() -> None:
    lines = read(from_text("一、2022年工作回顾\n建成9个。\n二、2023年任务\n再建9个。"), 2023).lines
    assert [(line.stand.tense, bool(line.stand.because)) for line in lines] == [
        (Tense.PAST, True), (Tense.PAST, True), (Tense.PLAN, True), (Tense.PLAN, True),
    ]  # fmt: skip


def test_how_far_one_has_come_is_no_promise() -> None:
    text = (
        "上半年新建站点46个，完成年度任务的57%。但是，对照年初“新建站点80个”的任务，还有4个县区没有过半。\n"
        "下半年，对复核发现的236户问题家庭，8月底前全部整改。11月底前累计建成站点80个。"
    )
    assert drafted(text) == ["全部整改", "80个"]


def test_what_others_ask_for_is_cited_and_not_promised() -> None:
    text = "按照自治区“护理型床位占比不低于55%”的部署，新建站点8个。实现“覆盖率达到60%”的目标。"
    assert drafted(text) == ["8个", "60%"]


def test_a_shortfall_told_in_a_plan_is_a_fact() -> None:
    text = "二、重点任务\n调研暴露出两个短板：一是8所学校班额超过55人；二是缺口131人。\n科室汇报了三个问题。一是进度只到64%；二是应拨86万元。\n新建学校9所。"
    assert drafted(text) == ["9所"]


def test_a_year_that_opens_one_paragraph_of_a_plan_rules_no_other() -> None:
    text = "今年的重点任务是稳粮富民。\n2022年识别对象312户，消除风险216户。\n帮扶车间不低于32个。"
    assert drafted(text) == ["32个"]


def test_so_many_years_together_are_still_to_come() -> None:
    assert drafted("二、重点任务\n三年累计培训护理员1800人次。") == ["1800人次"]


def test_a_bulletin_tells_under_headings_that_call_themselves_tasks() -> None:
    text = "某区重点任务推进情况的通报\n（一）进展较快的任务\n1.签约。签约居民3万人，签约率80%。\n二、四季度任务\n建成站点9个。"
    assert drafted(text) == ["9个"]


def test_a_year_of_a_plan_for_several_is_not_past() -> None:
    text = "普惠行动计划（2021—2023年）\n到2021年底，覆盖率达到50%；到2023年，覆盖率达到60%。"
    assert drafted(text) == ["50%", "60%"]


def test_a_table_for_one_year_of_a_five_year_plan_is_of_the_plan() -> None:
    text = (
        "某市“十四五”民政规划主要指标\n三、年度任务分解表（2021年）\n县（市、区）\t床位（张）\n云山区\t240\n麓江区\t180"
    )
    assert drafted(text) == ["240", "180"]


@pytest.mark.parametrize("heading", ["三、几点请求", "三、需市政府协调解决的问题"])
def test_what_is_asked_of_others_is_no_promise(heading: str) -> None:
    assert drafted(f"二、2023年重点任务\n新建站点8个。\n{heading}\n增加编制4名，安排资金200万元。") == ["8个"]


def test_a_success_at_the_end_of_a_sentence_of_the_plan_is_one_to_come() -> None:
    assert drafted("二、2023年重点任务\n新增体验店50家，开展展销活动，成功创建示范步行街。") == ["50家"]


def test_a_speech_that_first_tells_of_what_went_well_looks_back() -> None:
    text = "讲话\n先说喜的。到6月底，救助6100人次，比去年同期多900人次；平均审批时间从9天压到6天。\n下半年要再新建站点4个。"
    assert drafted(text) == ["4个"]


def reading(sentence: str) -> list[tuple[str, str]]:
    text = f"2023年工作要点\n一、2022年工作回顾\n新建站点3个。\n二、2023年重点任务\n{sentence}"
    return [(one.text, one.confidence.value) for one in read(from_text(text), 2023).promises]


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("养老机构护理型床位占比达到58%。", "明确"),
        ("新建社区助餐点12个。", "明确"),
        ("居民电子健康档案建档率98%。", "推断"),
        ("社区助餐点12个。", "推断"),
        ("助餐服务合格率要达到98%，入住率不低于60%。", "推断"),
        ("力争完成东山县社区站点改造12个。", "推断"),
        ("平均办理时间仍要压减到5天以内。", "推断"),
    ],
)
def test_what_is_clear_is_asked_for_in_its_own_clause(sentence: str, word: str) -> None:
    assert reading(sentence)[-1][1] == word


def test_a_speaker_says_when_he_turns_to_what_is_to_come() -> None:
    text = (
        "在全县民政工作会议上的讲话\n先说说去年。\n去年改造敬老院3所，占比达到50%。\n"
        "下面讲今年怎么干。总的要求是稳底线、补短板。\n第一件事，把救助做实。审核时间压减到15个工作日以内。"
    )
    assert drafted(text) == ["15个工作日"]


def test_several_earlier_years_tell_of_the_past() -> None:
    assert drafted("二、2025年重点任务\n2023、2024年分别完成4000批次和4100批次。新建站点5个。", 2025) == ["5个"]


def test_under_a_title_of_two_halves_each_paragraph_says_which_it_is_of() -> None:
    text = (
        "2023年上半年工作总结及下半年工作思路\n上半年，新增床位420张，核查信息9.8万条。\n一是救助更精准。核查率达到99%。\n"
        "下半年，重点做好以下工作：\n一是加快建设。四季度投用综合体7个。"
    )
    assert drafted(text) == ["7个"]


def test_what_money_is_spent_on_and_how_a_report_is_written_is_told() -> None:
    text = "一、2023年重点任务\n新建食堂12个。\n安排资金，用于支持12个食堂建设。\n总结字数不超过1500字，附照片3至5张。"
    assert drafted(text) == ["12个"]
