"""Starts of goals, what must hold every month, rounds by several days, and names that say what a draft is of."""

from __future__ import annotations

from pathlib import Path

import pytest

from mzgz.formats.plan_drafts_yaml import draft_files, target_record
from mzgz.intake.extract.blocks import from_text
from mzgz.intake.extract.draft_comparison import revise
from mzgz.intake.extract.draft_files import DraftFolder, read_drafts
from mzgz.intake.extract.drafted_target import Proposal, proposals_of
from mzgz.intake.extract.parts_of_wholes import relate
from mzgz.intake.extract.plan_reading import read
from mzgz.model.targets import KINDS
from mzgz.model.targets.count import Count
from mzgz.model.targets.ratio import Ratio

YEAR = 2024


def drafts(text: str) -> list[Proposal]:
    reading = read(from_text(f"2024年重点任务\n{text}"), YEAR)
    found = proposals_of([*reading.promises, *reading.duties], None, reading.year)
    relate(found)
    return found


@pytest.mark.parametrize(
    ("sentence", "baseline"),
    [
        ("持证社工由310人增加到360人。", {"period": "2023", "value": 310}),
        ("临时救助办理时限由60日缩短至30日。", {"period": "2023", "value": 60}),
        ("城市低保标准由每人每月900元提高到960元。", {"period": "2023", "value": 900}),
        ("志愿者由2022年的0.8万人增加到1.2万人。", {"period": "2022", "value": 8000}),
        ("志愿者达到360人。", None),
    ],
)
def test_where_a_goal_starts_is_its_baseline(sentence: str, baseline: dict[str, object] | None) -> None:
    (one,) = drafts(sentence)
    assert one.written.get("baseline") == baseline
    assert ("baseline" in one.proposed) == (baseline is not None)


def test_a_start_without_a_year_says_which_year_is_taken() -> None:
    (one,) = drafts("持证社工由310人增加到360人。")
    assert any("按2023年底算" in told for told in one.inherited)


def test_the_start_of_a_share_is_asked_for_by_both_numbers() -> None:
    (one,) = drafts("社区食堂覆盖率由82%提高到90%。")
    assert "baseline" not in one.written
    assert one.note == "原文的起点是82%（按2023年底算），分子、分母待补。"
    assert any('baseline: {period: "2023"' in asked for asked in one.doubts)


def test_the_start_of_each_unit_is_asked_for() -> None:
    (one,) = drafts("每个旗县区社工站由3个增加到5个。")
    assert "baseline" not in one.written
    assert any("起点是3个" in asked and "units" in asked for asked in one.doubts)


def test_a_share_of_every_month_must_hold() -> None:
    _, one = drafts("新建助餐点12个。特殊困难老年人每月探访率100%。")
    assert (one.name, one.cadence, one.written) == ("特殊困难老年人探访率", "month", {"hold": True})
    assert any("每个月都要达到" in told for told in one.inherited)
    (other,) = drafts("特殊困难老年人探访率达到100%。")
    assert "hold" not in other.written


def test_starts_and_holds_come_back_from_the_files_and_go_into_the_targets(tmp_path: Path) -> None:
    found = drafts("持证社工由310人增加到360人。特殊困难老年人每月探访率100%。")
    for name, text in draft_files(found, "讲话.txt", "drafts").items():
        (tmp_path / name).write_text(text, "utf-8")
    back = read_drafts(tmp_path)
    assert not back.faults
    start, hold = (KINDS[one.kind].model_validate(target_record(one, {})) for one in back.proposals)
    assert isinstance(start, Count)
    assert start.baseline is not None
    assert start.baseline.value == 310
    assert isinstance(hold, Ratio)
    assert hold.hold


def test_a_start_that_changed_is_told() -> None:
    before = DraftFolder(pending=[("一.yaml", one) for one in drafts("持证社工由310人增加到360人。")])
    (one,) = revise(drafts("持证社工由330人增加到360人。"), before).proposals
    assert any("起点也变了" in asked for asked in one.doubts)


def test_once_by_each_of_several_days_is_a_milestone_for_each() -> None:
    found = drafts("5月底前、11月底前各开展一次地名清查。")
    assert [(one.kind, one.name, one.due) for one in found] == [
        ("milestone", "开展地名清查（5月底前）", "2024-05-31"),
        ("milestone", "开展地名清查（11月底前）", "2024-11-30"),
    ]
    assert len(drafts("11月底前开展地名清查。")) == 1


def test_a_figure_by_each_of_several_days_is_drafted_for_each() -> None:
    found = drafts("3月、9月各开展1次消防安全排查。")
    assert [(one.kind, one.name, one.due) for one in found] == [
        ("milestone", "开展消防安全排查（3月）", "2024-03-31"),
        ("milestone", "开展消防安全排查（9月）", "2024-09-30"),
    ]
    twice = drafts("6月底前、11月底前各组织应急演练2场。")
    assert [(one.kind, one.name, one.goal, one.due) for one in twice] == [
        ("count", "应急演练（6月底前）", ">= 2", "2024-06-30"),
        ("count", "应急演练（11月底前）", ">= 2", "2024-11-30"),
    ]


@pytest.mark.parametrize(
    ("sentence", "name", "due"),
    [
        ("区殡仪馆11月投入运行。", "区殡仪馆投入运行", "2024-11-30"),
        ("福利院新楼于10月底前投入使用。", "福利院新楼投入使用", "2024-10-31"),
    ],
)
def test_what_goes_into_service_by_a_day_is_a_milestone(sentence: str, name: str, due: str) -> None:
    assert [(one.kind, one.name, one.due) for one in drafts(sentence)] == [("milestone", name, due)]


def test_a_part_that_says_where_is_named_by_its_whole() -> None:
    whole, part = drafts("年内新建社区老年食堂16家，其中新城片区不少于10家。")
    assert (part.name, part.confidence) == ("社区老年食堂（新城片区）", "推断")
    assert whole.name == "社区老年食堂"
    assert [one.name for one in drafts("新增养老床位300张，其中护理型床位120张。")] == ["养老床位", "护理型床位"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("各街道要高度重视，主要负责同志亲自抓。", []),
        ("一要高度重视。二要加强督导检查。", ["加强督导检查"]),
        ("各街道要高度重视信访工作。", ["高度重视信访工作"]),
        ("各街道要加强队伍建设。", ["加强队伍建设"]),
        ("各单位要提高认识，切实抓好安全生产。", ["切实抓好安全生产"]),
        ("今年全区经济社会发展的主要预期目标是：", []),
    ],
)
def test_a_duty_is_named_by_what_is_to_be_done(sentence: str, names: list[str]) -> None:
    assert [one.name for one in drafts(sentence)] == names


def test_who_is_in_charge_in_a_heading_is_the_division() -> None:
    (one,) = drafts("（一）办好养老服务（责任科室：养老服务科）\n新建助餐点12个。")
    assert (one.section[2], one.division) == ("办好养老服务", "养老服务科")
    assert list(draft_files([one], "讲话.txt", "drafts")) == ["01-办好养老服务.yaml"]
    (other,) = drafts("（一）县级医院（责任单位：县人民医院）\n新建病房12间。")
    assert (other.section[2], other.division) == ("县级医院（责任单位：县人民医院）", "")


def test_a_sentence_with_its_number_is_no_name_of_a_section() -> None:
    """A section called 新增床位600张 would put a number into every document that no figure stands behind."""
    text = "二、养老服务\n（一）新增养老床位600张，其中护理型床位400张。12月底前建成县级养老服务中心3个。"
    assert {one.section[2] for one in drafts(text)} == {"养老服务"}
