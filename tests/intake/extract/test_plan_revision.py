"""A second run over a revised speech asks only about what changed; targets that stand are told apart from new ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from mzgz.formats.plan_drafts_yaml import decided_file, decided_in, draft_files, with_targets, without
from mzgz.formats.terminal.plan_drafts_text import draft_text
from mzgz.intake.extract.accepted_drafts import adopt
from mzgz.intake.extract.blocks import from_text
from mzgz.intake.extract.draft_comparison import compare, revise
from mzgz.intake.extract.draft_files import DECIDED, DraftFolder, read_drafts
from mzgz.intake.extract.drafted_target import Proposal, proposals_of
from mzgz.intake.extract.parts_of_wholes import meet_wholes, relate
from mzgz.intake.extract.plan_reading import read
from mzgz.intake.workspace import load
from mzgz.intake.yaml.file import parse
from mzgz.model.goals import Goal
from workspace import make_workspace

SPEECH = """\
2022年重点任务
一、养老服务
（一）健全完善养老服务体系。养老机构护理型床位占比达到55%以上，新建助餐点40个。6月底前，社工站实现全覆盖。
（二）社会救助。不发生规模性返贫。捐赠收入增长5%左右。
"""


def proposals(text: str = SPEECH) -> list[Proposal]:
    reading = read(from_text(text), 2022)
    return proposals_of(reading.promises, None)


def written(folder: Path, items: list[Proposal]) -> DraftFolder:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in draft_files(items, "讲话.txt", "drafts/2022").items():
        (folder / name).write_text(text, "utf-8")
    return read_drafts(folder)


def test_drafts_come_back_from_their_files_as_they_were(tmp_path: Path) -> None:
    items = proposals()
    found = written(tmp_path, items)
    assert not found.faults
    assert [(one.name, one.goal, one.goal_text, one.due, one.operands, one.read) for one in found.proposals] == [
        (one.name, one.goal, one.goal_text, one.due, one.operands, one.read) for one in items
    ]
    assert [one.place.span for one in found.proposals] == [one.place.span for one in items]


def test_what_the_goal_language_cannot_say_is_left_empty_and_never_turned_into_at_least() -> None:
    by_name = {one.name: one for one in proposals()}
    assert (by_name["捐赠收入"].goal, by_name["捐赠收入"].goal_text) == ("", "增长5%左右")
    assert by_name["养老机构护理型床位占比"].goal == ">= 55%"
    assert (by_name["社工站"].goal, by_name["规模性返贫"].goal) == ("= 100%", "= 0")


@pytest.mark.parametrize(
    ("words", "goal"),
    [
        ("失业率控制在5.2%左右", "about 5.2%"),
        ("入住率达到20%至30%", "within 20%..30%"),
        ("月均走访3—5次", "within 3..5"),
        ("捐赠收入增长8%以上", "+8%"),
        ("投诉量下降15%", "-15%"),
        ("参评率提高4个百分点", "+4pp"),
        ("志愿服务时长翻一番", "x2"),
        ("差错率控制在1‰以内", "<= 1‰"),
        ("九成以上的乡镇建有社工站", ">= 90%"),
        ("护理员与失能老人配比达到1:4", ">= 25%"),
        ("护理员与失能老人配比达到1:3", ""),
        ("三分之二以上的村建有议事厅", ""),
        ("支出增长不超过3%", ""),
        ("高龄津贴每人每月提高20元", ""),
    ],
)
def test_a_goal_is_written_in_the_goal_language_where_it_has_the_word(words: str, goal: str) -> None:
    (draft,) = proposals(f"2022年重点任务\n{words}。")
    assert draft.goal == goal
    if goal:
        Goal.parse(goal)
    elif draft.confidence != "存疑":
        assert draft.doubts


@pytest.mark.parametrize(
    ("words", "goal", "told"),
    [
        ("新建社区助餐点20个", ">= 20", '原文只写20个：建设任务按不少于20个判；要正好20个的改成 "= 20"'),
        ("登记慈善组织12家", ">= 12", '原文只写12家：数量按不少于12家判；要正好12家的改成 "= 12"'),
        ("老年人建档率98%", ">= 98%", '原文只写98%：比率按不低于98%判；要正好98%的改成 "= 98%"'),
        ("填报差错率2%", "<= 2%", '原文只写2%：越少越好的按不超过2%判；要正好的改成 "= 2%"'),
        ("回访率100%", "= 100%", ""),
        ("新建社区助餐点20个以上", ">= 20", ""),
    ],
)
def test_a_bare_figure_is_drafted_so_that_more_is_not_late_and_that_is_told(words: str, goal: str, told: str) -> None:
    (draft,) = proposals(f"2022年重点任务\n{words}。")
    of_goal = "".join(doubt for doubt in draft.doubts if not doubt.startswith("分子、分母"))
    assert (draft.goal, of_goal, "goal" in draft.proposed) == (goal, told, bool(told))


def test_what_each_county_has_is_counted_in_things_and_judged_by_county() -> None:
    (draft,) = proposals("2022年重点任务\n每个县（市、区）至少建成助餐点1个。")
    assert (draft.operands["value"][1], draft.judge, draft.goal) == ("个", "every", ">= 1")


@pytest.mark.parametrize(
    "words", ["城市低保标准达到每人每月820元", "人均养老服务经费达到30元", "救助申请15个工作日内办结"]
)
def test_levels_that_do_not_add_up_are_judged_unit_by_unit(words: str) -> None:
    (draft,) = proposals(f"2022年重点任务\n{words}。")
    assert (draft.judge, draft.measured, "judge" in draft.proposed) == ("every", "level", True)
    assert any("不能相加" in doubt for doubt in draft.doubts)
    told = "".join(draft_text(draft))
    assert (told.count("数量（水平数，各单位不相加）"), told.count("各单位不相加")) == (1, 1)


@pytest.mark.parametrize("words", ["培训社区工作者2000人次", "安全生产事故控制在5起以内"])
def test_what_happens_in_the_year_is_no_stock(words: str) -> None:
    (draft,) = proposals(f"2022年重点任务\n{words}。")
    assert draft.measured == "cumulative"


@pytest.mark.parametrize(
    "words",
    [
        "建设高标准农田20万亩",
        "殡葬改革经费每年不少于500万元",
        "培育标准化乡镇养老服务中心10家",
        "享受高龄津贴的老年人达到3000人",
    ],
)
def test_a_word_of_levels_in_the_name_of_what_adds_up_makes_no_level(words: str) -> None:
    (draft,) = proposals(f"2022年重点任务\n{words}。")
    assert (draft.judge, draft.measured == "level") == ("pooled", False)


def test_amounts_that_add_up_are_pooled() -> None:
    assert [one.judge for one in proposals("2022年重点任务\n每年筹集善款500万元，护理型床位达到300张。")] == [
        "pooled",
        "pooled",
    ]


def test_a_change_asks_where_it_counts_from() -> None:
    (draft,) = proposals("2022年重点任务\n参评率提高4个百分点。")
    assert (draft.kind, draft.doubts) == ("ratio", ["从哪一年的多少算起，写 baseline（参评率的基期数）"])


def test_a_number_per_thousand_is_a_level_and_says_how_to_have_one_of_the_city() -> None:
    (draft,) = proposals("2022年重点任务\n每千名老年人拥有养老床位达到42张。")
    assert (draft.kind, draft.goal, draft.measured, draft.judge, draft.operands) == (
        "count", ">= 42", "level", "every", {"value": ("每千名老年人拥有养老床位", "张/千名老年人")},
    )  # fmt: skip
    assert draft.doubts[-1] == "要全市一个数的，改成 kind: ratio、per: 1000，分子养老床位数、分母老年人数"


def test_operands_of_a_share_are_proposed_and_marked_as_ours() -> None:
    share = proposals()[0]
    assert share.operands == {"numerator": ("养老机构护理型床位数", "张"), "denominator": ("养老机构床位总数", "张")}
    assert {"numerator", "denominator", "cadence"} <= set(share.proposed)


def test_a_decision_stays_when_nothing_changed_and_is_asked_again_when_the_goal_did(tmp_path: Path) -> None:
    items = proposals()
    items[0].decide = items[1].decide = "采纳"
    before = written(tmp_path, items)
    revised = SPEECH.replace("助餐点40个", "助餐点45个").replace("（二）", "一段新话。\n（二）")
    revision = revise(proposals(revised), before)
    decided = {one.name: one.decide for one in revision.proposals}
    assert decided["养老机构护理型床位占比"] == "采纳"
    assert decided["助餐点"] == ""
    assert (revision.kept, revision.changed, revision.new, revision.gone) == (4, 1, 0, [])
    changed = next(one for one in revision.proposals if one.name == "助餐点")
    assert any("上一稿" in doubt for doubt in changed.doubts)


def test_a_changed_day_is_asked_again_though_the_words_of_the_clause_are_the_same(tmp_path: Path) -> None:
    before = written(tmp_path, proposals())
    revision = revise(proposals(SPEECH.replace("6月底前，", "9月底前，")), before)
    assert [one.name for one in revision.proposals if any("上一稿" in doubt for doubt in one.doubts)] == ["社工站"]


def test_a_person_s_correction_is_no_change_of_the_speech(tmp_path: Path) -> None:
    items = proposals()
    items[1].goal, items[1].decide = ">= 38", "改"
    revision = revise(proposals(), written(tmp_path, items))
    assert [(one.goal, one.decide) for one in revision.proposals][1] == (">= 38", "改")


def test_what_was_refused_is_not_asked_again_and_what_is_gone_is_told(tmp_path: Path) -> None:
    items = proposals()
    items[1].decide, items[1].reason = "不采纳", "是已有的数"
    (tmp_path / DECIDED).write_text(decided_file([items[1]]), "utf-8")
    before = written(tmp_path, [items[0], *items[2:]])
    revision = revise(proposals(SPEECH.replace("不发生规模性返贫。", "")), before)
    assert "助餐点" not in [one.name for one in revision.proposals]
    assert [one.name for one in revision.gone] == ["规模性返贫"]


def test_targets_of_the_year_are_same_changed_or_missing(tmp_path: Path) -> None:
    ledger, _ = load(make_workspace(tmp_path))
    items = proposals(SPEECH.replace("55%以上", "58%"))
    missing = compare(items, ledger.plans[2022])
    assert (items[0].target, items[0].compared) == ("nursing-bed-share", "有变")
    assert any("目标>= 55%，草稿>= 58%" in doubt for doubt in items[0].doubts)
    assert "nursing-bed-share" not in [target.id for target in missing]
    same = proposals()
    compare(same, ledger.plans[2022])
    assert same[0].compared == "相同"


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("within 600..800", "相同"),
        ("600..800", "相同"),
        ("600.0 .. 800", "相同"),
        ("600..900", "有变"),
        (">= 600", "有变"),
    ],
)
def test_goals_are_compared_by_what_they_ask_and_not_by_their_letters(
    tmp_path: Path, written: str, compared: str
) -> None:
    root = make_workspace(tmp_path)
    words = "2022年重点任务\n（一）养老服务人才。培训护理员600至800人次。"
    (adoption,) = adopt(proposals(words), load(root)[0], 2022)
    adoption.division = "养老服务科"
    text = with_targets("", adoption)
    assert 'goal: "within 600..800"' in text
    (root / adoption.path).write_text(text.replace("within 600..800", written), "utf-8")
    (again,) = proposals(words)
    compare([again], load(root)[0].plans[2022])
    assert again.compared == compared


def test_accepted_drafts_join_the_file_of_their_section_with_ids_and_items_of_their_own(tmp_path: Path) -> None:
    root = make_workspace(tmp_path)
    ledger, _ = load(root)
    items = proposals()
    adoptions = adopt([items[1], items[3]], ledger, 2022)
    home = ledger.plans[2022].sections[0]
    assert (adoptions[0].path, adoptions[0].new) == (home.path, False)
    text = (root / home.path).read_text("utf-8")
    grown = with_targets(text, adoptions[0])
    assert grown.startswith(text.rstrip("\n"))
    file, faults = parse(grown.encode(), home.path)
    assert file is not None
    assert not [fault for fault in faults if fault.severity.rank == 0]
    assert items[1].id == "target-002"
    known = {item for target in ledger.plans[2022].targets.values() for item in target.origin.items}
    assert items[1].place.item not in known
    assert adoptions[1].new
    assert "section: {part: 一, number: （二）, title: 社会救助}" in with_targets("", adoptions[1])


def test_a_decision_is_written_into_its_entry_and_nothing_else_moves() -> None:
    text = next(iter(draft_files(proposals(), "讲话.txt", "drafts").values()))
    answered = decided_in(text, {"draft-002": ("不采纳", "是已有的数"), "draft-001": ("采纳", "")})
    assert answered.count("decide: null") == text.count("decide: null") - 2
    assert "    decide: 不采纳\n    reason: 是已有的数\n" in answered
    assert decided_in(text, {}) == text
    left = without(text, {"draft-001", "draft-002"})
    assert "draft-001" not in left
    assert "draft-003" in left
    assert without(text, {"draft-001", "draft-002", "draft-003"}) == ""


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("decide: 同意", "decide 只能写 采纳、不采纳 或 改"),
        ("decide: 不采纳", "不采纳要写原因"),
        ("decide: 采纳\n    cadence: 天天", "cadence 只能是"),
        ("decide: 采纳\n    goal: 大约五成", "goal 写成 >= 55% 这样"),
        ("decide: 改\n    due: 2022年底", "due 写成 2022-12-31 这样"),
    ],
)
def test_a_slip_in_a_decision_is_told_with_its_place(tmp_path: Path, wrong: str, words: str) -> None:
    name, text = next(iter(draft_files(proposals(), "讲话.txt", "drafts").items()))
    key = wrong.split("\n    ")[1].split(":")[0] if "\n" in wrong else ""
    lines = (
        [line for line in text.split("\n") if not (key and line.startswith(f"    {key}:"))] if key else text.split("\n")
    )
    (tmp_path / name).write_text("\n".join(lines).replace("decide: null", wrong, 1), "utf-8")
    faults = read_drafts(tmp_path).faults
    assert faults
    assert words in faults[0].message
    assert faults[0].source.path == name
    assert faults[0].source.line > 1


def test_of_two_with_one_name_the_one_of_some_units_says_whose_it_is(tmp_path: Path) -> None:
    ledger, _ = load(make_workspace(tmp_path))
    items = proposals_of(
        read(from_text("2022年重点任务\n全市建成助餐点40个。海拉尔区建成助餐点8个。"), 2022).promises,
        ledger.units,
    )
    assert [one.name for one in items] == ["助餐点", "助餐点"]
    (adoption,) = adopt(items, ledger, 2022)
    assert [line.strip() for line in with_targets("", adoption).splitlines() if "    name:" in line] == [
        "name: 助餐点",
        "name: 助餐点（海拉尔）",
    ]
    assert items[1].name == "助餐点"


def test_all_of_them_promised_in_words_is_so_many_of_so_many() -> None:
    (draft,) = proposals("2022年重点任务\n消防隐患全部整改到位。")
    assert (draft.kind, sorted(draft.operands)) == ("ratio", ["denominator", "numerator"])
    assert {"numerator", "denominator"} <= set(draft.proposed)


def test_a_step_that_opens_its_paragraph_stands_once_in_the_place_of_a_draft() -> None:
    drafts = proposals("二、2022年重点任务\n一是新建助餐点40个。\n二是新建托养点8个。")
    assert [one.place.section for one in drafts] == ["二、一是", "二、二是"]


@pytest.mark.parametrize(
    ("said", "measured", "numerator"),
    [
        ("救助申请当月办结率达到95%以上", "period", "已办结的救助申请数"),
        ("每月投诉举报办结率不低于98%", "period", "已办结的投诉举报数"),
        ("投诉举报办结率不低于98%", "", "已办结的投诉举报数"),
        ("每季度隐患整改率达到100%", "period", "已整改的隐患数"),
        ("当月末在册老人签约率达到60%", "", None),
        ("每月养老机构入住率不低于50%", "", None),
    ],
)
def test_a_rate_of_what_came_in_that_month_is_added_up_over_the_year(
    said: str, measured: str, numerator: str | None
) -> None:
    (draft,) = proposals(f"2022年重点任务\n{said}。")
    assert (draft.kind, draft.measured) == ("ratio", measured)
    assert numerator is None or draft.operands["numerator"][0] == numerator


WITH_PARTS = "2022年重点任务\n建成社区食堂60个，其中海拉尔区12个、阿荣旗8个。"


def test_a_part_is_counted_as_its_whole_is_and_says_what_it_is_a_part_of() -> None:
    items = proposals(WITH_PARTS)
    meet_wholes(items)
    assert [(one.measured, one.part_of) for one in items] == [
        ("cumulative", ""),
        ("cumulative", "draft-001"),
        ("cumulative", "draft-001"),
    ]
    assert "draft-001“60个”里的一部分" in items[1].inherited[-1]


def test_a_part_taken_with_its_whole_reports_one_number_under_one_element(tmp_path: Path) -> None:
    items = proposals(WITH_PARTS)
    meet_wholes(items)
    found = written(tmp_path / "drafts", items)
    ledger = load(make_workspace(tmp_path / "desk"))[0]
    (adoption,) = adopt(found.proposals, ledger, 2022)
    text = with_targets("", adoption)
    assert text.count("element: target-001}") == 3


IN_ALL = "2022年重点任务\n新增养老床位500张，其中护理型300张、其中认知障碍床位600张。"


def test_a_sort_of_the_thing_is_a_part_of_it_and_never_more(tmp_path: Path) -> None:
    items = proposals(IN_ALL)
    relate(items)
    assert [(one.measured, one.part_of) for one in items[:2]] == [("cumulative", ""), ("cumulative", "draft-001")]
    assert items[2].part_of == "", "600 of 300 counts something else"
    found = written(tmp_path / "drafts", items)
    ledger = load(make_workspace(tmp_path / "desk"))[0]
    (adoption,) = adopt(found.proposals, ledger, 2022)
    text = with_targets("", adoption)
    assert "part_of: target-001" in text
    assert "element" not in text


def test_a_part_of_a_target_that_stands_keeps_what_it_is_a_part_of(tmp_path: Path) -> None:
    items = proposals("2022年重点任务\n新增护理型养老床位300张。")
    items[0].part_of = "care-beds"
    (adoption,) = adopt(items, load(make_workspace(tmp_path / "desk"))[0], 2022)
    assert "part_of: care-beds" in with_targets("", adoption)


def test_a_paper_nobody_else_is_named_for_is_the_bureaus_own(tmp_path: Path) -> None:
    units = load(make_workspace(tmp_path))[0].units
    assert units.bureau is not None
    reading = read(from_text("2022年重点任务\n6月底前出台《养老服务管理办法》，建成示范中心。"), 2022)
    paper = next(one for one in proposals_of(reading.duties, units) if one.proof == "document")
    assert (paper.scope, "scope" in paper.proposed) == ([units.bureau.code], True)


def test_the_review_tells_how_a_number_is_counted() -> None:
    (draft,) = proposals("2022年重点任务\n新建助餐点40个。")
    assert "    口径：本年累计数（measured: cumulative，本程序拟的）" in list(draft_text(draft))


def test_a_part_that_was_taken_is_met_again_under_the_name_it_got(tmp_path: Path) -> None:
    root = make_workspace(tmp_path)
    ledger, _ = load(root)
    items = proposals_of(
        read(from_text(WITH_PARTS.replace("阿荣旗8个", "阿荣旗8个，年内全部开业")), 2022).promises, ledger.units
    )
    meet_wholes(items)
    (adoption,) = adopt([one for one in items if one.kind == "count"], ledger, 2022)
    (root / adoption.path).parent.mkdir(parents=True, exist_ok=True)
    (root / adoption.path).write_text(
        with_targets("", adoption).replace("section: {", "section: {division: 养老服务科, "), "utf-8"
    )
    again = proposals_of(read(from_text(WITH_PARTS), 2022).promises, ledger.units)
    missing = compare(again, load(root)[0].plans[2022])
    assert [one.compared for one in again if one.kind == "count"] == ["相同"] * 3
    assert not {one.name for one in missing} & {f"社区食堂（{name}）" for name in ("海拉尔", "阿荣旗")}


def test_a_part_named_by_a_sort_of_place_is_a_part_of_the_thing_before() -> None:
    items = proposals("2022年重点任务\n新建助餐点12个，其中乡镇不少于8个。")
    relate(items)
    assert [(one.name, one.measured) for one in items] == [
        ("助餐点", "cumulative"),
        ("助餐点（乡镇）", "cumulative"),
    ]


def test_what_is_striven_for_is_counted_as_what_is_promised_and_has_a_name_of_its_own() -> None:
    items = proposals("2022年重点任务\n打造示范村15个，力争20个。")
    relate(items)
    assert [(one.name, one.measured, one.firm) for one in items] == [
        ("示范村", "cumulative", True),
        ("示范村（争取）", "cumulative", False),
    ]


@pytest.mark.parametrize(
    ("words", "measured"),
    [
        ("清理“僵尸型”社会组织30家", "cumulative"),
        ("救助流浪人员300人次", "cumulative"),
        ("养老床位达到9000张", "stock"),
    ],
)
def test_what_is_done_in_a_year_is_counted_from_january(words: str, measured: str) -> None:
    (draft,) = proposals(f"2022年重点任务\n{words}。")
    assert draft.measured == measured


def test_a_red_line_is_named_by_what_is_not_to_happen() -> None:
    (draft,) = proposals("2022年重点任务\n坚决杜绝冲击社会道德底线的事件发生。")
    assert (draft.kind, draft.name) == ("redline", "冲击社会道德底线的事件")


def test_a_draft_goes_on_in_the_one_of_its_own_name_before_another_that_is_only_like_it(tmp_path: Path) -> None:
    """A measure that is new takes no decision from one that still stands, whichever of them is read first."""
    plan = "2022年重点任务\n一、养老服务\n{}新建社区养老服务站40个。\n"
    before = written(tmp_path, proposals(plan.format("")))
    again = revise(proposals(plan.format("新建社区养老服务中心8个。")), before)
    assert (again.kept, again.changed, again.new, again.gone) == (1, 0, 1, [])


DRAFTS_AT_THE_MARGIN = """\
section: {part: 二, number: （一）, title: 兜底}
drafts:
- id: draft-001
  name: 甲
  decide: 待定
- id: draft-002
  name: 乙
  decide: 待定
"""


def test_a_list_that_is_not_indented_is_decided_and_taken_as_well() -> None:
    """Valid YAML, as other programs write it; taking from it ended in an error of the program's own."""
    decided = decided_in(DRAFTS_AT_THE_MARGIN, {"draft-002": ("不采纳", "重复")})
    assert decided.endswith("- id: draft-002\n  name: 乙\n  decide: 不采纳\n  reason: 重复\n")
    assert decided.startswith(DRAFTS_AT_THE_MARGIN.partition("- id: draft-002")[0])
    left = without(DRAFTS_AT_THE_MARGIN, {"draft-001"})
    assert "draft-001" not in left
    assert left.endswith("drafts:\n- id: draft-002\n  name: 乙\n  decide: 待定\n")
    assert without(DRAFTS_AT_THE_MARGIN, {"draft-001", "draft-002"}) == ""


def test_a_file_in_which_no_draft_is_found_is_kept() -> None:
    text = "drafts: []\n"
    assert (decided_in(text, {"draft-001": ("采纳", "")}), without(text, {"draft-001"})) == (text, text)
