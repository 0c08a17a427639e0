"""Three places and the data set above them, made of text: a plan of five kinds that all share, and what each reported."""

from __future__ import annotations

from pathlib import Path

from workspace import write_files

PLAN = """\
section: {part: 三, number: （二）, title: 健全完善养老服务体系, division: 养老服务科}
targets:
  - id: beds
    name: 护理型床位占比
    kind: ratio
    numerator: {name: 护理型床位数, unit: 张}
    denominator: {name: 床位总数, unit: 张}
    goal: ">= 55%"
    due: 2022-12-31
    cadence: month
    source: {section: 三（二）, item: 1}
  - id: jobs
    name: 新增就业
    kind: count
    value: {name: 新增就业, unit: 人}
    measured: period
    goal: ">= 300"
    due: 2022-12-31
    cadence: month
    source: {section: 三（二）, item: 2}
  - id: plan
    name: 印发方案
    kind: milestone
    proof: document
    due: 2022-06-30
    cadence: once
    source: {section: 三（二）, item: 3}
  - id: visits
    name: 探访制度
    kind: recurring
    due: 2022-12-31
    cadence: month
    source: {section: 三（二）, item: 4}
  - id: line
    name: 不发生返贫
    kind: redline
    value: {name: 返贫事件, unit: 起}
    due: 2022-12-31
    cadence: month
    source: {section: 三（二）, item: 5}
"""
ABOVE = """\
bureau: {name: 某省民政厅, city: 某省, code: "990000"}
units:
  - {code: "150000", name: 甲省}
  - {code: "150700", name: 甲市, parent: "150000"}
  - {code: "150800", name: 乙市, parent: "150000"}
  - {code: "230000", name: 乙省}
  - {code: "230100", name: 丙市, parent: "230000"}
"""
PLACES = {"甲市": ("150700", 2), "乙市": ("150800", 1), "丙市": ("230100", 2)}
RETURN = """\
unit: "{unit}"
period: 2022-{month:02}
received: 2022-{after:02}-04
filled_by: 养老服务股
entries:
  beds: {{numerator: {part}, denominator: {whole}, note: 新增护理型床位三张}}
  jobs: {{value: {jobs}}}
  plan: {{done: {done}{proof}}}
  visits: {{done: true}}
  line: {{value: 0}}
"""


def places(root: Path, months: int = 6) -> Path:
    """The workspaces below `root / 各地`, and `root / 汇总` with the plan."""
    files = {"汇总/mzgz.yaml": ABOVE, "汇总/targets/2022/01-care.yaml": PLAN}
    for name, (code, units) in PLACES.items():
        codes = [f"{code[:4]}{number:02}" for number in range(2, 2 + units)]
        listed = "".join(f'  - {{code: "{unit}", name: 县{unit}}}\n' for unit in codes)
        home = f"各地/{name}"
        files[f"{home}/mzgz.yaml"] = f'bureau: {{name: {name}局, city: {name}, code: "{code}"}}\nunits:\n{listed}'
        files[f"{home}/targets/2022/01-care.yaml"] = PLAN
        for month in range(1, months + 1):
            for number, unit in enumerate(codes):
                files[f"{home}/submissions/2022-{month:02}/{unit}.yaml"] = handed_in(unit, month, number)
    write_files(root, files)
    return root


def handed_in(unit: str, month: int, number: int) -> str:
    """One return."""
    done = month >= 5 + number
    return RETURN.format(
        unit=unit,
        month=month,
        after=month + 1,
        part=400 + 13 * month + number,
        whole=1000 + int(unit) % 50,
        jobs=7 * month + number,
        done=str(done).lower(),
        proof=", on: 2022-05-20, evidence: [甲民发〔2022〕3号]" if done else "",
    )
