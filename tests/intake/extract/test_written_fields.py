"""What a person writes into a draft reaches targets/ whole; what no target can have is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from mzgz.formats.plan_drafts_yaml import decided_file, draft_files, with_targets
from mzgz.intake.extract.accepted_drafts import adopt
from mzgz.intake.extract.blocks import from_text
from mzgz.intake.extract.draft_comparison import revise
from mzgz.intake.extract.draft_files import DECIDED, DraftFolder, read_drafts
from mzgz.intake.extract.drafted_target import Proposal, proposals_of
from mzgz.intake.extract.plan_reading import read
from mzgz.intake.workspace import load
from mzgz.intake.yaml.fast import Plain
from mzgz.intake.yaml.file import parse
from workspace import make_workspace

COUNT = "2022年重点任务\n（一）健全养老服务体系。新建助餐点40个。"
SHARE = "2022年重点任务\n（一）健全养老服务体系。养老机构护理型床位占比达到55%以上。"
ROUND = "2022年重点任务\n（一）健全养老服务体系。每月开展一次安全检查。"
RED_LINE = "2022年重点任务\n（一）健全养老服务体系。不发生规模性返贫。"
DUTY = "2022年重点任务\n（一）健全养老服务体系。加强养老服务监管。"


def proposals(text: str) -> list[Proposal]:
    reading = read(from_text(text), 2022)
    return proposals_of([*reading.promises, *reading.duties], None)


def filled(folder: Path, text: str, *added: str, without: str = "-") -> DraftFolder:
    """The one draft of a plan, accepted, with lines a person added in it."""
    name, draft = next(iter(draft_files(proposals(text), "讲话.txt", "drafts").items()))
    assert draft.count("decide: null") == 1
    lines = [line for line in draft.splitlines() if not line.startswith(f"    {without}:")]
    lines = "\n".join(lines).replace("decide: null", "\n    ".join(("decide: 改", *added))).splitlines()
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join(lines) + "\n", "utf-8")
    return read_drafts(folder)


def entry(found: DraftFolder, desk: Path) -> dict[str, Plain]:
    """The entry of targets/ an accepted draft becomes."""
    assert not found.faults
    (adoption,) = adopt(found.proposals, load(make_workspace(desk))[0], 2022)
    file, faults = parse(with_targets("", adoption).encode(), "targets/2022/01.yaml")
    assert file is not None
    assert not faults
    targets = file.data["targets"]
    assert isinstance(targets, list)
    assert isinstance(targets[0], dict)
    return targets[0]


WRITTEN = [
    (COUNT, "baseline: {period: 2021, value: 12.5}", ""),
    (COUNT, 'baseline: {period: 2021-Q4, value: 30, reason: "按普查数，和年报不同"}', ""),
    (COUNT, "definition: 建成并开始供餐的", ""),
    (COUNT, "judge: {at-least: 6}", ""),
    (COUNT, "judge: every", ""),
    (COUNT, "cadence_by: document", ""),
    (COUNT, "open_scope: true", ""),
    (COUNT, "occasional: true", ""),
    (COUNT, "division: 养老服务科", ""),
    (COUNT, 'scope: {where: "streets > 0"}', "scope"),
    (COUNT, "value: {name: 助餐点数, unit: 个, registry: streets, element: canteens, within: sites}", "value"),
    (COUNT, 'units: {"150702": {goal: ">= 8", reason: 人口少, document: 会议纪要3号}}', ""),
    (COUNT, 'revised: [{on: 2022-07-01, was: ">= 30", reason: 增加经费, document: 会议纪要4号}]', ""),
    (SHARE, "baseline: {period: 2021, numerator: 3, denominator: 10}", ""),
    (ROUND, "judge: {at-least: 6}", ""),
    (ROUND, "judge: pooled", ""),
    (DUTY, "definition: 每半年报一次做法", ""),
]


@pytest.mark.parametrize(("plan", "line", "instead"), WRITTEN)
def test_a_field_a_person_wrote_reaches_targets_as_written(tmp_path: Path, plan: str, line: str, instead: str) -> None:
    key = line.partition(":")[0]
    found = filled(tmp_path / "drafts", plan, line, without=instead or "-")
    wanted, _ = parse(f"{line}\n".encode(), "one.yaml")
    assert wanted is not None
    assert entry(found, tmp_path / "desk")[key] == wanted.data[key]


@pytest.mark.parametrize(("plan", "line", "instead"), WRITTEN)
def test_it_stays_in_the_record_of_what_is_decided_and_in_a_second_run(
    tmp_path: Path, plan: str, line: str, instead: str
) -> None:
    key = line.partition(":")[0]
    found = filled(tmp_path / "drafts", plan, line, without=instead or "-")
    (again,) = revise(proposals(plan), found).proposals
    wanted = entry(found, tmp_path / "desk")[key]
    (tmp_path / "done").mkdir()
    (tmp_path / "done" / DECIDED).write_text(decided_file(found.proposals), "utf-8")
    (settled,) = read_drafts(tmp_path / "done").settled
    for kept in (again, settled):
        folder = tmp_path / f"again-{kept is again}"
        folder.mkdir()
        (folder / "01.yaml").write_text(next(iter(draft_files([kept], "讲话.txt", "drafts").values())), "utf-8")
        assert entry(read_drafts(folder), tmp_path / f"desk-{kept is again}")[key] == wanted


def test_what_a_person_added_outlives_a_change_of_the_speech(tmp_path: Path) -> None:
    found = filled(tmp_path / "drafts", COUNT, "definition: 建成并开始供餐的")
    (changed,) = revise(proposals(COUNT.replace("40", "45")), found).proposals
    assert (changed.goal, changed.written) == (">= 45", {"definition": "建成并开始供餐的"})


def test_the_paper_and_the_items_a_person_wrote_into_the_source_stay(tmp_path: Path) -> None:
    name, draft = next(iter(draft_files(proposals(COUNT), "讲话.txt", "drafts").items()))
    draft = draft.replace("decide: null", "decide: 采纳").replace(
        "item: 1,", "item: [71, 72], document: {title: 工作要点, number: 3号},"
    )
    (tmp_path / name).write_text(draft, "utf-8")
    source = entry(read_drafts(tmp_path), tmp_path / "desk")["source"]
    assert isinstance(source, dict)
    assert (source["item"], source["document"]) == ([71, 72], {"title": "工作要点", "number": "3号"})


@pytest.mark.parametrize(
    ("plan", "line", "without", "told"),
    [
        (COUNT, "baselin: {period: 2021, value: 30}", "", "是不是要写 baseline"),
        (COUNT, "备注: 和财政核过", "", "这里可以写的名称"),
        (COUNT, "baseline: {period: 2021, numerator: 3, denominator: 10}", "", "这里没有“numerator”"),
        (COUNT, "value: {name: 助餐点, unit: 个, uint: 处}", "value", "这里没有“uint”"),
        (COUNT, "judge: {at-most: 6}", "", "judge"),
        (COUNT, "scope: 海拉尔区", "scope", "海拉尔区"),
        (COUNT, "firm: 否", "firm", "true 或 false"),
        (COUNT, "decimals: 两位", "decimals", "“两位”不是能直接计算的数"),
        (DUTY, "baseline: {period: 2021, value: 30}", "", "这里没有“baseline”"),
        (DUTY, "judge: {at-least: 6}", "", "这里没有“judge”"),
        (RED_LINE, "judge: {at-least: 6}", "", "“judge”不能填"),
        (ROUND, 'goal: ">= 12"', "goal", "这里没有“goal”"),
        (ROUND, "measured: stock", "", "这里没有“measured”"),
        (ROUND, "value: {name: 检查次数, unit: 次}", "", "这里没有“value”"),
    ],
)
def test_what_no_target_of_the_kind_can_have_is_told_with_its_place(
    tmp_path: Path, plan: str, line: str, without: str, told: str
) -> None:
    found = filled(tmp_path, plan, line, without=without or "-")
    (path,) = tmp_path.iterdir()
    lines = path.read_text("utf-8").splitlines()
    places = {(fault.source.path, lines[fault.source.line - 1].strip()) for fault in found.faults}
    assert places == {(path.name, line)}
    assert told in "\n".join(fault.message for fault in found.faults)
    assert all(fault.source.column >= 5 for fault in found.faults)


def test_a_strange_name_in_the_heading_of_drafts_is_told(tmp_path: Path) -> None:
    name, draft = next(iter(draft_files(proposals(COUNT), "讲话.txt", "drafts").items()))
    (tmp_path / name).write_text(draft.replace("section: {", "section: {divison: 养老服务科, "), "utf-8")
    (fault,) = read_drafts(tmp_path).faults
    assert "这里没有“divison”这个名称；是不是要写 division" in fault.message


@pytest.mark.parametrize("plan", [COUNT, SHARE, ROUND, RED_LINE, DUTY])
def test_a_draft_accepted_as_it_was_read_has_no_fault(tmp_path: Path, plan: str) -> None:
    assert not filled(tmp_path, plan).faults
