"""`mzgz extract` as a user types it: read, review, take; never into targets/ before a person has decided."""

from __future__ import annotations

import builtins
import json
from pathlib import Path

import pytest
import typer

from commands import mzgz
from mzgz.apps.cli.draft_review import review_drafts
from mzgz.formats.terminal.text_width import width
from workspace import make_workspace

SPEECH = """\
在2022年全市民政工作会议上的讲话
一、2021年工作回顾
2021年，建成站点120个。
二、2022年重点任务
（一）健全完善养老服务体系。护理型床位占比达到５５％以上，新建助餐点40个；为海拉尔区、阿荣旗配备照护单元3个。
（二）社会救助。救助申请20个工作日内办结，不得截留资金。
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    root = make_workspace(tmp_path / "desk")
    (root / "讲话.txt").write_text(SPEECH, "utf-8")
    return root


def test_a_speech_becomes_drafts_and_an_account(desk: Path) -> None:
    before = sorted((desk / "targets").rglob("*"))
    done = mzgz("extract", "讲话.txt", where=desk)
    assert done.returncode == 0, done.stderr
    assert [line.rsplit("/", 1)[-1] for line in done.stdout.splitlines()] == [
        "01-健全完善养老服务体系.yaml", "02-社会救助.yaml", "accounting.tsv",
    ]  # fmt: skip
    assert "按2022年读出" in done.stderr
    text = (desk / "drafts/2022/01-健全完善养老服务体系.yaml").read_text("utf-8")
    assert "division: 养老服务科" in text
    assert 'scope: ["150702", "150721"]' in text
    assert "护理型床位占比达到５５％以上" in text
    assert text.count("decide: null") == text.count("  - id: ")
    account = (desk / "drafts/2022/accounting.tsv").read_text("utf-8").splitlines()
    assert account[0].split("\t") == ["段", "起", "止", "类别", "依据", "原文"]
    assert all(len(line.split("\t")) == 6 for line in account)
    assert sorted((desk / "targets").rglob("*")) == before


def test_paths_are_those_of_the_workspace_wherever_it_lies_and_one_stands(desk: Path, tmp_path: Path) -> None:
    other = make_workspace(tmp_path / "elsewhere")
    (other / "讲话.txt").write_text(SPEECH, "utf-8")
    here = mzgz("extract", "讲话.txt", where=desk)
    there = mzgz("extract", "../讲话.txt", where=other / "targets")
    assert here.stdout == there.stdout
    assert here.stdout.startswith("drafts/2022/01-")
    assert here.stderr.splitlines()[-1] == there.stderr.splitlines()[-1] == "下一步：mzgz extract --review drafts/2022"
    files = [sorted(path.relative_to(root) for path in root.glob("drafts/2022/*")) for root in (desk, other)]
    assert files[0] == files[1]
    assert all((desk / name).read_bytes() == (other / name).read_bytes() for name in files[0])
    assert mzgz("extract", "--review", "drafts/2022", where=other / "targets").stdout.startswith("1/")
    assert mzgz("-C", str(other), "extract", "--review", "drafts/2022", where=tmp_path).stdout.startswith("1/")


def test_the_neutral_list_is_json_and_needs_no_workspace(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(SPEECH, "utf-8")
    done = mzgz("extract", "a.txt", "b.txt", "--year", "2022", "--format", "json", where=tmp_path)
    read = json.loads(done.stdout)
    first = read["items"][0]
    assert [item["doc"] for item in read["items"]].count("a") == len(read["items"]) // 2
    assert {key: first[key] for key in ("para", "start", "text", "op", "mode", "value", "unit", "indicator", "due", "kind")} == {
        "para": 5, "start": 23, "text": "５５％", "op": "ge", "mode": "level", "value": 55, "unit": "%",
        "indicator": "护理型床位占比", "due": "2022-12-31", "kind": "ratio",
    }  # fmt: skip
    assert set(read["accounted"][0]) == {"doc", "para", "start", "end", "class"}
    assert done.stdout == mzgz("extract", "a.txt", "b.txt", "--year", "2022", "--format", "json", where=tmp_path).stdout


def test_pasted_text_and_one_paragraph_explained(desk: Path) -> None:
    done = mzgz("extract", "讲话.txt", "--explain", "5", where=desk)
    assert done.returncode == 0
    assert "说的是计划：标题“2022年重点任务”" in done.stdout
    assert "５５％以上：目标" in done.stdout
    assert all(width(line) <= 80 for line in done.stdout.splitlines())
    missing = mzgz("extract", "讲话.txt", "--explain", "99", where=desk)
    assert (missing.returncode, "没有第99段" in missing.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["extract"], 2, "请写明要读的文件"),
        (["extract", "没有.txt"], 3, "没有这个文件"),
        (["extract", "讲话.txt", "--format", "xml"], 2, "--format 只能是 yaml 或 json"),
        (["extract", "讲话.txt", "mzgz.yaml"], 2, "几个文件一起只能用 --format json"),
        (["extract", "讲话.txt", "--review", "drafts"], 2, "一次只做一样"),
        (["extract", "--review", "drafts/2022"], 3, "没有这个文件夹"),
        (["extract", "--take", "targets/2022"], 1, "缺 drafts"),
    ],
)
def test_wrong_use_is_told(desk: Path, arguments: list[str], status: int, words: str) -> None:
    done = mzgz(*arguments, where=desk)
    assert done.returncode == status, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_review_calls_units_by_their_names(desk: Path) -> None:
    (desk / "计划.txt").write_text("2022年要点\n阿荣旗助餐点覆盖率要达到80%。\n", "utf-8")
    mzgz("extract", "计划.txt", "--year", "2022", where=desk)
    review = mzgz("extract", "--review", "drafts/2022", where=desk)
    assert "；阿荣旗" in review.stdout, review.stdout
    assert "150721" not in review.stdout


def test_review_lists_doubtful_ones_first_and_take_moves_what_was_decided(desk: Path) -> None:
    mzgz("extract", "讲话.txt", where=desk)
    review = mzgz("extract", "--review", "drafts/2022", where=desk)
    assert review.returncode == 1
    grades = [line.split("[")[1][:2] for line in review.stdout.splitlines() if "/" in line[:5] and "[" in line]
    assert grades[0] == "存疑"
    assert "【达到５５％以上】" in review.stdout
    assert all(width(line) <= 80 for line in (review.stdout + review.stderr).splitlines())
    assert all(label in review.stderr for label in ("[存疑] ", "[推断] ", "[明确] ", "承前（"))
    nothing = mzgz("extract", "--take", "drafts/2022", where=desk)
    assert (nothing.returncode, "还没有定下来的草稿" in nothing.stderr) == (1, True)

    path = desk / "drafts/2022/01-健全完善养老服务体系.yaml"
    text = path.read_text("utf-8")
    parts = text.split("  - id: ")
    parts[2] = parts[2].replace("decide: null", "decide: 采纳")
    parts[3] = parts[3].replace("decide: null", "decide: 不采纳\n    reason: 已有安排")
    path.write_text("  - id: ".join(parts), "utf-8")
    took = mzgz("extract", "--take", "drafts/2022", where=desk)
    assert took.returncode == 1, took.stderr
    assert "写入1条，不采纳1条" in took.stderr
    assert "name: 助餐点" in "".join(file.read_text("utf-8") for file in (desk / "targets/2022").iterdir())
    decided = (desk / "drafts/2022/decided.yaml").read_text("utf-8")
    assert "reason: 已有安排" in decided
    assert mzgz("check", where=desk).returncode in (0, 1)
    again = mzgz("extract", "讲话.txt", where=desk)
    assert "没变" in again.stderr
    assert "助餐点" not in path.read_text("utf-8")


def test_answers_at_the_terminal_are_written_into_the_files(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mzgz("extract", "讲话.txt", where=desk)
    answers = iter(["x", "a", "n", "", "是已有的数", "", "q"])
    monkeypatch.setattr(builtins, "input", lambda _: next(answers))
    with pytest.raises(typer.Exit) as left:
        review_drafts(desk / "drafts/2022", asking=True)
    assert left.value.exit_code == 1
    text = "".join(file.read_text("utf-8") for file in sorted((desk / "drafts/2022").glob("*.yaml")))
    assert text.count("decide: 采纳") == 1
    assert text.count("decide: 不采纳") == 1
    assert "reason: 是已有的数" in text


def test_fields_a_person_added_are_taken_and_files_without_a_division_are_named(desk: Path) -> None:
    mzgz("extract", "讲话.txt", where=desk)
    (path,) = (desk / "drafts/2022").glob("02-*.yaml")
    added = (
        "decide: 改\n    baseline: {period: 2021, value: 22}\n    definition: 自受理之日起算\n    judge: {at-least: 6}"
    )
    parts = path.read_text("utf-8").split("\n")
    text = "\n".join(line for line in parts if not line.startswith("    judge:"))
    path.write_text(text.replace("decide: null", added, 1), "utf-8")
    took = mzgz("extract", "--take", "drafts/2022", where=desk)
    written = took.stdout.splitlines()[0]
    assert f"这些文件没有写谁负责，请在 section 里写 division: 科室、股室名：\n  {written}\n" in took.stderr
    assert all(line in (desk / written).read_text("utf-8") for line in added.splitlines()[1:])
    assert all(line in (desk / "drafts/2022/decided.yaml").read_text("utf-8") for line in added.splitlines()[1:])


def test_a_file_whose_section_has_its_division_is_not_named(desk: Path) -> None:
    mzgz("extract", "讲话.txt", where=desk)
    (path,) = (desk / "drafts/2022").glob("02-*.yaml")
    text = path.read_text("utf-8").replace("title: 社会救助}", "title: 社会救助, division: 社会救助科}")
    path.write_text(text.replace("decide: null", "decide: 采纳", 1), "utf-8")
    took = mzgz("extract", "--take", "drafts/2022", where=desk)
    assert "写入1条" in took.stderr
    assert "没有写谁负责" not in took.stderr


def test_a_field_no_target_has_stops_the_taking_with_its_place(desk: Path) -> None:
    mzgz("extract", "讲话.txt", where=desk)
    (path,) = (desk / "drafts/2022").glob("02-*.yaml")
    before = path.read_text("utf-8").replace("decide: null", "decide: 改\n    defintion: 自受理之日起算", 1)
    path.write_text(before, "utf-8")
    took = mzgz("extract", "--take", "drafts/2022", where=desk)
    line = before.splitlines().index("    defintion: 自受理之日起算") + 1
    assert (took.returncode, f"drafts/2022/{path.name}:{line}:5  " in took.stderr) == (1, True)
    assert "是不是要写 definition" in took.stderr
    assert path.read_text("utf-8") == before


def test_the_summary_says_how_many_have_something_to_decide(desk: Path) -> None:
    told = mzgz("extract", "讲话.txt", where=desk).stderr
    review = mzgz("extract", "--review", "drafts/2022", where=desk).stdout
    asked = sum("要定：" in draft for draft in review.split("\n\n"))
    assert asked > 0
    assert f"其中{asked}条有要定的" in told
    assert all(width(line) <= 80 for line in told.splitlines())
