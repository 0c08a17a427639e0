"""A small workspace whose forms hold every kind of row, and a return for it."""

from __future__ import annotations

from pathlib import Path

from mzgz.intake.workspace import load
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from workspace import write_files

MONTH = Period.parse("2022-06")
UNIT = "150702"
WORKSPACE = """\
bureau: {name: XX市民政局, city: XX市, code: "150700"}
units:
  - {code: "150700", name: 市本级, kind: bureau}
  - {code: "150702", name: 海拉尔区, short: 海拉尔}
  - {code: "150721", name: 阿荣旗}
"""
PLAN = """\
section: {part: 三, number: （二）, title: 健全完善养老服务体系, division: 养老服务科}
targets:
  - id: nursing-bed-share
    name: 护理型床位占比
    kind: ratio
    numerator: {name: 护理型床位, unit: 张}
    denominator: {name: 全部床位, unit: 张}
    goal: ">= 55%"
    due: 2022-12-31
    cadence: month
    baseline: {period: "2021", numerator: 4890, denominator: 10130}
    definition: 分母为月末登记备案机构的全部床位。
    source: {section: 三（二）一是, item: 26}
  - {id: aid-spent, name: 救助资金支出, kind: count, value: {name: 支出, unit: 万元}, measured: cumulative, goal: ">= 50",
     due: 2022-12-31, cadence: month, source: {section: 三（二）一是, item: 1}}
  - {id: visit-system, name: 探访制度, kind: milestone, proof: document, due: 2022-06-30, cadence: once,
     source: {section: 三（二）二是, item: 35}}
  - {id: call-system, name: 紧急呼叫, kind: milestone, proof: project, due: 2022-12-31, cadence: once,
     source: {section: 三（二）二是, item: 36}}
  - {id: two-subsidies, name: 两项补贴按月发放, kind: recurring, due: 2022-12-31, cadence: month,
     source: {section: 三（二）二是, item: 37}}
  - {id: no-accident, name: 安全底线, kind: redline, value: {name: 事故, unit: 起}, due: 2022-12-31, cadence: month,
     source: {section: 三（二）二是, item: 38}}
  - {id: village-rules, name: 村规民约, kind: duty, due: 2022-12-31, cadence: month,
     source: {section: 三（二）二是, item: 39}}
"""
MAY = """\
unit: "150702"
period: 2022-05
received: 2022-06-02
entries:
  nursing-bed-share: {numerator: 500, denominator: 1450}
  aid-spent: {value: 56.2}
  two-subsidies: {done: true}
"""
JUNE = """\
# 手写的说明，导入以后还在
unit: "150702"
period: 2022-06
received: 2022-07-04
filled_by: 规划财务股
approved_by: 局长
entries:
  # 床位以台账为准
  nursing-bed-share: {numerator: 812, denominator: 1450}   # 已核
  aid-spent: {value: 61.75}
  visit-system: {done: true, on: 2022-05-20, evidence: [海民发〔2022〕12号, 海民发〔2022〕13号]}
  call-system: {done: true, on: 2022-06-10, evidence: [紧急呼叫平台项目], note: 已接入1087人}
  two-subsidies: {pending: 2022-07-10}
  no-accident: {value: 0}
  village-rules: {stage: 推进中, note: 已修订82个}
explanations:
  - {rule: jump, target: nursing-bed-share, values: {numerator: 812}, reason: 新建福利院投入使用}
  - {rule: done-without-evidence, target: visit-system, values: {done: true, on: "2022-05-20"}, reason: 与上级文件合并印发}
highlights: [{section: 健全完善养老服务体系, text: 建成嵌入式养老机构3处}]
honours: [{title: 全国示范性老年友好型社区, level: 国家, recipient: 正阳街道}]
problems: [{section: 健全完善养老服务体系, text: 专职人员不足}]
"""


def form_ledger(root: Path, plan: str = PLAN, **returns: str) -> Ledger:
    """Write the files and load them; `returns` are texts by `m2022_06`-like names, for the one unit."""
    files = {"mzgz.yaml": WORKSPACE, "targets/2022/01.yaml": plan}
    for name, text in returns.items():
        files[f"submissions/{name.removeprefix('m').replace('_', '-')}/{UNIT}.yaml"] = text
    ledger, found = load(write_files(root, files))
    assert not found
    return ledger
