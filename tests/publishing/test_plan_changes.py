"""What was changed in the year stands in a table of its own: before and after, why, and by which document."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mzgz.formats.markdown import markdown
from mzgz.intake.workspace import load
from mzgz.model.document import Document
from mzgz.progress import Board
from mzgz.publishing.report.document_kinds import make
from workspace import write_files

WORKSPACE = {
    "mzgz.yaml": """\
bureau: {name: 泽州市民政局, city: 泽州市, code: "990500"}
units:
  - {code: "990502", name: 城东区, kind: 市辖区, registry: {streets: 8}, registry_changed: [{on: 2022-06-20, was: {streets: 7}, reason: 撤镇设街道, document: 泽政字〔2022〕1号}]}
  - {code: "990503", name: 城西区, short: 城西, kind: 市辖区, closed: 2022-08-20, merged_into: "990502"}
  - {code: "990521", name: 永安区, kind: 市辖区, former: [{name: 永宁县, until: 2022-06-15}]}
reporting: {due_day: 5}
""",
    "targets/2022/01.yaml": """\
section: {part: 一, title: 养老服务, division: 养老服务科}
targets:
  - id: beds
    name: 护理型床位占比
    kind: ratio
    numerator: {name: 护理型床位, unit: 张}
    denominator: {name: 床位, unit: 张}
    goal: ">= 60%"
    due: 2022-12-31
    cadence: year
    revised:
      - {on: 2022-03-01, was: ">= 55%", reason: 省里加了任务, document: 泽民发〔2022〕4号}
      - {on: 2022-07-15, was: ">= 58%", reason: 省里又加了任务, document: 泽民发〔2022〕9号}
    source: {section: 一, item: 1}
  - id: allowance
    name: 低保标准
    kind: count
    value: {name: 低保标准, unit: 元/月}
    measured: level
    judge: every
    goal: ">= 700"
    due: 2022-11-30
    cadence: year
    units: {"990502": {goal: ">= 800", reason: 财力较好, document: 城东政发〔2022〕3号}}
    revised: [{on: 2022-05-10, due_was: 2022-09-30, reason: 预算下达晚, document: 泽民发〔2022〕6号}]
    source: {section: 一, item: 2}
  - id: orphans
    name: 孤儿养育标准
    kind: count
    value: {name: 孤儿养育标准, unit: 元/月}
    measured: level
    judge: every
    goal: ">= 1900"
    due: 2022-12-31
    cadence: year
    units: {"990521": {exempt: true, reason: 没有集中供养的孤儿, document: 泽民函〔2022〕2号}}
    source: {section: 一, item: 3}
""",
}


def told(root: Path, day: date, text: str = "") -> list[str]:
    """The rows, as they stood on a day."""
    write_files(root, WORKSPACE)
    if text:
        (root / "targets/2022/01.yaml").write_text(text, "utf-8")
    made: Document | None = make("tables", Board(load(root)[0], 2022, day), root).document
    assert made is not None
    _, caption, rest = markdown(made).partition("目标调整和单位变动情况表")
    return [line for line in rest.partition("注：")[0].splitlines() if line.startswith("| ")][2:] if caption else []


def test_every_change_is_told_with_its_ground(tmp_path: Path) -> None:
    assert told(tmp_path, date(2023, 1, 10)) == [
        "| — | 低保标准 | 城东区单独约定≥800元/月 | 财力较好 | 城东政发〔2022〕3号 |",
        "| — | 孤儿养育标准 | 永安区不承担这项任务 | 没有集中供养的孤儿 | 泽民函〔2022〕2号 |",
        "| 3月1日 | 护理型床位占比 | 目标由≥55%调整为≥58% | 省里加了任务 | 泽民发〔2022〕4号 |",
        "| 5月10日 | 低保标准 | 期限由9月30日调整为11月30日 | 预算下达晚 | 泽民发〔2022〕6号 |",
        "| 6月15日 | 永安区 | 由永宁县改名 | — | — |",
        "| 6月20日 | 城东区 | 街道数由7改为8 | 撤镇设街道 | 泽政字〔2022〕1号 |",
        "| 7月15日 | 护理型床位占比 | 目标由≥58%调整为≥60% | 省里又加了任务 | 泽民发〔2022〕9号 |",
        "| 8月20日 | 城西区 | 撤销，并入城东区 | — | — |",
    ]


def test_what_comes_later_is_not_told_yet(tmp_path: Path) -> None:
    assert [line.split("|")[1].strip() for line in told(tmp_path, date(2022, 6, 1))] == ["—", "—", "3月1日", "5月10日"]


def test_a_year_without_changes_has_no_such_table(tmp_path: Path) -> None:
    plain = [
        line
        for line in WORKSPACE["targets/2022/01.yaml"].splitlines()
        if not line.strip().startswith(("units", "revised", "- {on"))
    ]
    assert told(tmp_path, date(2022, 6, 1), "\n".join(plain) + "\n") == []
