"""Nothing of a document is left over, no figure without a class, nothing twice."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mzgz.formats.plan_accounting_tsv import accounting_tsv
from mzgz.formats.terminal.extract_explain_text import explanation
from mzgz.intake.extract.accounting import account
from mzgz.intake.extract.blocks import fold, from_text
from mzgz.intake.extract.plan_lines import PlanReading
from mzgz.intake.extract.plan_reading import read

SPEECH = """\
在全市民政工作会议上的讲话
同志们：
一、2021年工作回顾
2021年，建成站点120个，低保标准提高５％。
二、2022年重点任务
（一）社会救助。出台审核确认办法，推动备用金全覆盖，坚决兜住基本生活底线。按月足额发放补贴。健全主动发现机制。
（二）养老服务。一是护理型床位占比达到５５％。二是适时召开全市现场会。不得瞒报、漏报。
"""
PIECES = st.sampled_from(
    ["新增", "床位", "达到", "以上", "12", "5.5", "%", "％", "万", "亿元", "个", "，", "。", "；", "、", "“", "”", "（", "）", "2022年", "6月底前",
     "分别", "均", "全覆盖", "不发生", "由", "提高到", "十", "一", "每月", "其中", "\n", "\t", "第", "〔2022〕3号", "①", "翻番", "成"]
)  # fmt: skip


def whole(reading: PlanReading) -> bool:
    """Whether every character that is no blank lies in some stretch of the account."""
    covered: dict[int, set[int]] = {}
    for entry in account(reading):
        covered.setdefault(entry.line, set()).update(range(entry.start, entry.end))
    return all(
        place in covered.get(line.block.line, set())
        for line in reading.lines
        for place, char in enumerate(line.block.text)
        if not char.isspace()
    )


def test_a_speech_is_accounted_for() -> None:
    reading = read(from_text(SPEECH), 2022)
    assert whole(reading)
    assert all(figure.sort and figure.why for line in reading.lines for figure in line.figures)
    assert {entry.sort for entry in account(reading)} >= {
        "target",
        "past",
        "date",
        "listno",
        "heading",
        "milestone",
        "redline",
        "recurring",
        "duty",
    }


def test_a_numbered_line_that_is_a_sentence_is_an_item_and_no_heading() -> None:
    reading = read(
        from_text(
            "2024年工作计划\n一、重点任务\n（一）健全养老服务体系\n养老机构床位达到9000张。\n"
            "（二）9月底前，建成市级养老服务信息平台并投入使用。\n（三）持续倡导移风易俗，常态化开展集体婚礼活动。\n"
            "（四）年底前，养老机构护理型床位占比达到58%\n（五）聚焦急难愁盼，扎实办好12件实事。\n（六）夯实基层基础。\n"
        ),
        2024,
    )
    headings = [entry.text for entry in account(reading) if entry.sort == "heading"]
    assert headings == ["一、重点任务", "（一）健全养老服务体系", "（六）夯实基层基础。"]
    tasks = [(one.section, one.title) for line in reading.lines for one in (*line.promises, *line.duties)]
    assert tasks == [
        ("一（一）", "健全养老服务体系"),
        *((f"一{number}", "重点任务") for number in ("（二）", "（三）", "（四）", "（五）")),
    ]


def test_duties_milestones_and_red_lines_are_kept_without_a_figure() -> None:
    reading = read(from_text(SPEECH), 2022)
    assert [(one.kind, one.name, one.proof) for one in reading.duties if one.kind != "duty"] == [
        ("redline", "坚决兜住基本生活底线", ""),
        ("milestone", "出台审核确认办法", "document"),
        ("recurring", "按月足额发放补贴", ""),
        ("milestone", "召开全市现场会", "meeting"),
        ("redline", "不得瞒报、漏报", ""),
    ]
    assert [one.section for one in reading.promises] == ["二（一）", "二（二）一是"]


@pytest.mark.parametrize(
    ("words", "drafts"),
    [
        (
            "床位占比不低于50%；6月底前完成县级福利院消防改造。",
            [("milestone", "完成县级福利院消防改造", "2022-06-30", "project")],
        ),
        (
            "9月底前出台婚俗改革实施方案；巡查覆盖率达到100%。",
            [("milestone", "出台婚俗改革实施方案", "2022-09-30", "document")],
        ),
        ("低保标准提高5%左右，孤儿基本生活费按月发放。", [("recurring", "孤儿基本生活费按月发放", "每月", "")]),
        ("每季度召开一线调度会议，覆盖率达到80%。", [("recurring", "每季度召开一线调度会议", "每季", "")]),
        (
            "覆盖率达到80%，市福利院新楼10月底前建成投用。",
            [("milestone", "市福利院新楼建成投用", "2022-10-31", "project")],
        ),
        (
            "市社会救助中心6月底前启用救助热线平台。",
            [("milestone", "市社会救助中心启用救助热线平台", "2022-06-30", "project")],
        ),
        (
            "3月底前完成项目招标、9月底前建成救助站新址。",
            [
                ("milestone", "完成项目招标", "2022-03-31", "project"),
                ("milestone", "建成救助站新址", "2022-09-30", "project"),
            ],
        ),
        ("8月底前排查养老机构安全隐患，新增床位30张。", [("duty", "排查养老机构安全隐患", "2022-08-31", "")]),
        (
            "全面摸排散埋乱葬情况，建立问题台账，10月底前完成。",
            [("duty", "全面摸排散埋乱葬情况", "2022-10-31", "")],
        ),
        (
            "推进殡葬服务公开；加强行业协会监管；规范社会团体换届。",
            [
                ("duty", "推进殡葬服务公开", "2022-12-31", ""),
                ("duty", "加强行业协会监管", "2022-12-31", ""),
                ("duty", "规范社会团体换届", "2022-12-31", ""),
            ],
        ),
        (
            "推进火化设备更新，第二季度末完成招标，11月底前投入运行。",
            [
                ("milestone", "火化设备更新完成招标", "2022-06-30", "project"),
                ("milestone", "火化设备更新投入运行", "2022-11-30", "project"),
                ("duty", "推进火化设备更新", "2022-11-30", ""),
            ],
        ),
        ("各责任单位要于3月15日前报送具体方案。", [("duty", "各责任单位要报送具体方案", "2022-03-15", "")]),
        (
            "4、四季度召开全市负责人会议，编印警示案例汇编。",
            [
                ("milestone", "召开全市负责人会议", "2022-12-31", "meeting"),
                ("milestone", "编印警示案例汇编", "2022-12-31", "document"),
            ],
        ),
        ("（责任科室：养老科；完成时限：10月底前）", []),
        ("依托养老服务综合体，开展助老活动48场。", []),
        ("去年9月出台认定办法，《“十四五”民政规划》已经印发，覆盖率达到80%。", []),
        ("抓好以下工作：覆盖率达到80%。新建站点12个，6月底前完成。", []),
    ],
)
def test_a_clause_without_a_figure_is_kept_beside_one_with_it_under_its_own_day(
    words: str, drafts: list[tuple[str, str, str, str]]
) -> None:
    reading = read(from_text(f"2022年重点任务\n{words}"), 2022)
    assert [(one.kind, one.name, one.due, one.proof) for one in reading.duties] == drafts


def test_the_day_below_an_item_is_that_of_its_steps_too() -> None:
    reading = read(
        from_text("2022年重点任务\n（一）启动殡葬改革试点\n启动节地生态葬试点工作。\n完成时限：9月底\n"), 2022
    )
    assert {one.due for one in reading.duties} == {"2022-09-30"}


def test_the_words_of_the_source_are_kept_as_written() -> None:
    promise = read(from_text(SPEECH), 2022).promises[-1]
    assert promise.text == "５５％"
    assert SPEECH.split("\n")[promise.line - 1][promise.start : promise.end] == "５５％"


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_accounted_for(text: str) -> None:
    reading = read(from_text(text), 2022)
    assert whole(reading)
    assert all(figure.sort for line in reading.lines for figure in line.figures)
    for line in reading.lines:
        spans = sorted((one.start, one.end) for one in line.figures if one.sort not in ("slogan", "target"))
        assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(st.text(max_size=60))
def test_folding_moves_nothing(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_time_grows_with_the_length_and_no_faster() -> None:
    """One paragraph of a whole report: the steps taken are counted by what is read, not by the clock."""
    sentence = "新增床位500张，占比达到55%；6月底前完成改造12处。"
    reading = read(from_text(sentence * 400), 2022)
    assert len(reading.promises) == 3 * 400


def test_a_class_is_told_in_chinese_and_a_sentence_with_a_task_is_not_called_empty() -> None:
    reading = read(from_text("2022年重点任务\n按要求做好准备，各旗县9月底前出台实施细则。"), 2022)
    rows = [line.split("\t") for line in accounting_tsv(reading).splitlines()[1:]]
    assert not [row[3] for row in rows if row[3].isascii()]
    assert {(row[3], row[4]) for row in rows if row[:2] == ["2", "0"]} >= {("节点", "含任务")}


def test_an_explanation_says_how_a_bare_number_will_be_judged() -> None:
    line = read(from_text("2022年重点任务\n新建助餐点12个，失业率5%。"), 2022).lines[1]
    told = "\n".join(explanation(line))
    assert "（只写了数，按不低于）12个" in told.replace(" ", "")
    assert "（只写了数，按不高于）5%" in told.replace(" ", "")


WHOLE_PLAN = """\
2022年全市民政工作计划
一、重点任务
（一）兜牢民生底线。一是抓实动态监测。低收入人口监测预警处置率达到100%，入户核查率达到95%以上。二是落实救助政策。特困人员集中供养率达到55%，临时救助备用金实现乡镇全覆盖。三是守住救助底线。坚决不发生冲击社会道德底线的事件，杜绝违规套取救助资金问题。
（二）做优养老服务。一是建强服务网络。到今年6月底，街道养老服务中心建成率达到60%，社区日间照料设施覆盖率大于90%；养老机构护理型床位占比达到58%。二是扩大助餐服务。新建老年助餐点120个，实现主城区助餐服务全覆盖。三是严守安全底线。确保养老机构不发生火灾事故，杜绝欺老虐老现象。
（三）关爱儿童成长。一是健全工作队伍。嘎查村儿童主任配备实现全覆盖，每季度走访困境儿童不少于1次。二是强化保护。未成年人保护工作站实现苏木乡镇全覆盖，不发生极端侵害未成年人事件。
（四）夯实基层治理。一是推进换届。嘎查村委员会换届于3月底前全部完成。二是规范社会组织。社会组织年检率达到90%，行业协会商会乱收费问题清零。三是提升服务。婚姻登记合格率达到100%，殡葬基本服务惠民政策实现全覆盖，不发生违建墓地反弹。
二、组织保障
一是加强党的建设。严格落实“三会一课”制度。二是强化督导考核。每月调度一次工作进展，建立问题台账。
"""


def test_every_task_of_a_whole_plan_stands_in_a_draft_or_a_duty() -> None:
    """Eleven figures, five times 全覆盖, seven red lines, and thirteen numbered tasks none of which is lost."""
    plan = read(from_text(WHOLE_PLAN), 2022)
    words = [one.text for one in plan.promises]
    assert sum(any(sign.isdigit() for sign in one) or one == "一次" for one in words) == 11
    assert words.count("全覆盖") == 5
    assert sum(one.op == "zero" for one in plan.promises) == 7
    (open_,) = [one for one in plan.promises if one.due_basis == "ambiguous"]
    assert open_.name == "养老机构护理型床位占比"
    lines = WHOLE_PLAN.split("\n")
    tasks = [(at, match.start()) for at, line in enumerate(lines, 1) for match in re.finditer("[一二三四]是", line)]
    held = [(one.line, one.start) for one in (*plan.promises, *plan.duties)]
    for task, later in pairwise([*tasks, (len(lines), 0)]):
        assert any(task <= one < later for one in held), lines[task[0] - 1][task[1] :][:20]
    assert len(tasks) == 13
