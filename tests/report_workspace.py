"""A year of six districts in a few lines: one target of every kind, something missed, late, open, blocked and unclear."""

from __future__ import annotations

from pathlib import Path

from mzgz.intake.workspace import load
from mzgz.progress import Board
from mzgz.publishing.report.document_kinds import board_for
from workspace import MZGZ, make_workspace, write_files

PLAN = """\
section: {part: 三, number: （二）, title: 健全完善养老服务体系, division: 养老服务科}
targets:
  - id: nursing-bed-share
    name: 护理型床位占比
    kind: ratio
    numerator: {name: 护理型床位数, unit: 张}
    denominator: {name: 床位总数, unit: 张}
    goal: ">= 55%"
    due: 2022-12-31
    cadence: year
    source: {section: 三（二）一是, item: 1}
  - id: care-funds
    name: 养老投入
    kind: count
    value: {name: 养老投入, unit: 万元}
    measured: cumulative
    goal: ">= 20000"
    due: 2022-12-31
    cadence: year
    source: {section: 三（二）一是, item: 2}
  - id: visit-system
    name: 建立探访制度
    kind: milestone
    proof: document
    due: 2022-06-30
    cadence: once
    source: {section: 三（二）二是, item: 3}
  - id: home-care
    name: =HYPERLINK("http://x")居家照护
    kind: ratio
    numerator: {name: 已照护, unit: 人}
    denominator: {name: 应照护, unit: 人}
    goal: "= 100%"
    due: 2022-12-31
    cadence: year
    note: 期限是否到6月底有歧义，待局里裁定。
    source: {section: 三（二）二是, item: 4, basis: ambiguous}
"""
BASE = """\
section: {part: 三, number: （八）, title: 夯实基础, division: 办公室}
targets:
  - id: drills
    name: 应急演练
    kind: recurring
    due: 2022-12-31
    cadence: half
    source: {section: 三（八）, item: 5}
  - id: no-accidents
    name: 不发生安全事故
    kind: redline
    value: {name: 安全事故, unit: 起}
    due: 2022-12-31
    cadence: half
    source: {section: 三（八）, item: 6}
  - id: village-rules
    name: 修订村规民约
    kind: duty
    due: 2022-12-31
    cadence: year
    source: {section: 三（八）, item: 7}
"""
JUNE = {
    "150702": "visit-system: {done: true, on: 2022-06-10, evidence: [海民发〔2022〕9号]}",
    "150703": "visit-system: {done: true, on: 2022-05-10, evidence: [扎民发〔2022〕3号]}",
    "150721": "visit-system: {done: true, on: 2022-05-20, evidence: [阿民发〔2022〕7号]}",
    "150722": "visit-system: {done: false, note: 方案没有会签完}",
    "150723": "visit-system: {done: true, on: 2022-06-20, evidence: [鄂民发〔2022〕8号]}",
}
DRILLS = "drills: {done: true}\n  no-accidents: {value: 0}"
DECEMBER = {
    "150702": (
        "nursing-bed-share: {numerator: 3, denominator: 7}\n  care-funds: {value: 12345.5}\n"
        "  home-care: {numerator: 5, denominator: 5}\n  village-rules: {stage: 已完成}\n"
        "  drills: {done: false, note: 场地停用，改在2023年1月补办2次}\n  no-accidents: {value: 0}"
    ),
    "150703": (
        "nursing-bed-share: {numerator: 600, denominator: 1000}\n  care-funds: {value: 4000}\n"
        f"  home-care: {{not_applicable: 没有应照护的人}}\n  village-rules: {{stage: 推进中}}\n  {DRILLS}"
    ),
    "150721": (
        "nursing-bed-share: {numerator: 500, denominator: 1000, note: '@SUM(1) 楼房11月才完工，缺60张'}\n"
        "  care-funds: {value: 3000}\n  home-care: {numerator: 7, denominator: 7}\n"
        "  village-rules: {stage: 受阻, note: 有3个嘎查没有开成会}\n  drills: {done: true}\n"
        "  no-accidents: {value: 1, note: 11月2日厨房起火，当天扑灭，没有伤人}"
    ),
    "150722": (
        "nursing-bed-share: {numerator: 56, denominator: 100}\n  care-funds: {value: 100}\n"
        "  home-care: {numerator: 9, denominator: 9}\n  village-rules: {stage: 推进中}\n"
        f"  visit-system: {{done: true, on: 2022-10-26, evidence: [莫民发〔2022〕12号]}}\n  {DRILLS}"
    ),
    "150723": (
        "nursing-bed-share: {numerator: 55, denominator: 100}\n  care-funds: {value: 200}\n"
        f"  home-care: {{pending: 2023-01-20}}\n  village-rules: {{stage: 推进中}}\n  {DRILLS}"
    ),
    "150724": (
        "nursing-bed-share: {numerator: 60, denominator: 100}\n  care-funds: {value: 0}\n"
        "  visit-system: {done: true, on: 2022-06-28, evidence: [鄂温民发〔2022〕5号]}\n"
        f"  home-care: {{numerator: 2, denominator: 2}}\n  village-rules: {{stage: 推进中}}\n  {DRILLS}"
    ),
}
LATE = {"150722": "2022-07-08", "150723": "2022-07-05"}
TEMPLATE = "! 在会议上的讲话\n@ 同志们：\n　　全年任务共{{ plan('targets') }}项。\n"


def texts(**other: str) -> str:
    """The files of the workspace; `other` replaces the entries of a district in December (`u150721=…`)."""
    files = ["# mzgz.yaml", MZGZ, "notice: 示例数据，仅供演示", "# targets/2022/01-care.yaml", PLAN]
    files += ["# targets/2022/02-base.yaml", BASE]
    for code, said in JUNE.items():
        received = LATE.get(code, "2022-07-04")
        files.append(f'# submissions/2022-06/{code}.yaml\nunit: "{code}"\nperiod: 2022-06\nreceived: {received}')
        files.append(f"entries:\n  {DRILLS}\n  {said}")
    for code, said in DECEMBER.items():
        files.append(f'# submissions/2022-12/{code}.yaml\nunit: "{code}"\nperiod: 2022-12\nreceived: 2023-01-04')
        files.append(f"entries:\n  {other.get(f'u{code}', said)}")
    return "\n".join(files) + "\n"


def make(root: Path, **other: str) -> Path:
    """The workspace on disk, with the shortest of speeches."""
    make_workspace(root, texts(**other))
    return write_files(root, {"templates/speech/10-all.j2": TEMPLATE})


def board_of(root: Path) -> Board:
    ledger, _ = load(root)
    day = ledger.last_received(2022)
    assert day is not None
    return board_for(ledger, 2022, day, whole_year=True)
