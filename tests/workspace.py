"""A small workspace made of text: a base of seven units and the six kinds of target, with an example laid over it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

MZGZ = """\
bureau: {name: 呼市民政局, city: 呼市, code: "150700"}
units:
  - {code: "150700", name: 市本级, kind: bureau}
  - {code: "150702", name: 海拉尔区, short: 海拉尔, registry: {streets: 7, townships: 2}}
  - {code: "150703", name: 扎赉诺尔区, short: 扎区, registry: {streets: 5, townships: 1}}
  - {code: "150721", name: 阿荣旗, registry: {streets: 0, townships: 12}}
  - {code: "150722", name: 莫力达瓦达斡尔族自治旗, short: 莫旗, registry: {streets: 0, townships: 15}}
  - {code: "150723", name: 鄂伦春自治旗, short: 鄂伦春旗, registry: {streets: 0, townships: 10}}
  - {code: "150724", name: 鄂温克族自治旗, short: 鄂温克旗, registry: {streets: 0, townships: 10}}
reporting: {due_day: 5}
"""

TARGETS = """\
section: {part: 三, number: （二）, title: 健全完善养老服务体系, division: 养老服务科}
targets:
  - id: nursing-bed-share
    name: 养老机构护理型床位占比
    kind: ratio
    numerator: {name: 护理型床位数, unit: 张}
    denominator: {name: 床位总数, unit: 张, element: care-beds}
    goal: ">= 55%"
    due: 2022-12-31
    cadence: month
    source: {section: 三（二）, item: 1}
  - id: care-beds
    name: 养老机构床位
    kind: count
    value: {name: 养老床位, unit: 张, element: care-beds}
    measured: stock
    goal: ">= 9000"
    due: 2022-12-31
    cadence: month
    source: {section: 三（二）, item: 2}
  - id: visit-system
    name: 探访制度
    kind: recurring
    due: 2022-12-31
    cadence: month
    source: {section: 三（二）, item: 3}
  - id: no-relapse
    name: 不发生规模性返贫
    kind: redline
    value: {name: 返贫事件, unit: 起}
    due: 2022-12-31
    cadence: month
    source: {section: 三（二）, item: 4}
  - id: street-centres
    name: 街道养老服务中心覆盖率
    kind: ratio
    numerator: {name: 建有中心的街道, unit: 个}
    denominator: {name: 街道, unit: 个, registry: streets}
    scope: {where: streets > 0}
    goal: "= 100%"
    due: 2022-12-31
    cadence: quarter
    source: {section: 三（二）, item: 5}
  - id: visiting-rate
    name: 月探访率
    kind: ratio
    numerator: {name: 已探访老年人, unit: 人}
    denominator: {name: 特殊困难老年人, unit: 人}
    goal: "= 100%"
    due: 2022-12-31
    cadence: quarter
    source: {section: 三（二）, item: 6}
  - id: care-trained
    name: 护理员持证率
    kind: ratio
    numerator: {name: 持证护理员, unit: 人}
    denominator: {name: 护理员, unit: 人}
    goal: ">= 80%"
    due: 2022-12-31
    cadence: year
    source: {section: 三（二）, item: 7}
  - id: disability-jobs
    name: 残疾人就业
    kind: count
    value: {name: 新增残疾人就业, unit: 人}
    measured: cumulative
    goal: ">= 300"
    due: 2022-12-31
    cadence: quarter
    source: {section: 三（二）, item: 8}
  - id: aid-spent
    name: 临时救助支出
    kind: count
    value: {name: 临时救助支出, unit: 万元}
    measured: cumulative
    goal: ">= 500"
    due: 2022-12-31
    cadence: year
    source: {section: 三（二）, item: 9}
  - id: dementia-beds
    name: 认知障碍照护床位
    kind: count
    value: {name: 认知障碍照护床位, unit: 张, within: care-beds}
    measured: stock
    goal: ">= 200"
    due: 2022-12-31
    cadence: year
    source: {section: 三（二）, item: 10}
  - id: respite-beds
    name: 喘息服务床位
    kind: count
    value: {name: 喘息服务床位, unit: 张, within: care-beds}
    measured: stock
    goal: ">= 100"
    due: 2022-12-31
    cadence: year
    source: {section: 三（二）, item: 11}
  - id: rescue-plan
    name: 印发社会救助改革方案
    kind: milestone
    proof: document
    due: 2022-06-30
    cadence: once
    source: {section: 三（二）, item: 12}
  - id: village-plan
    name: 印发村级议事协商方案
    kind: milestone
    proof: document
    due: 2022-12-31
    cadence: once
    source: {section: 三（二）, item: 13}
  - id: pilot-stations
    name: 建成试点服务站
    kind: milestone
    proof: project
    scope: ["150702", "150703"]
    open_scope: true
    due: 2022-12-31
    cadence: once
    source: {section: 三（二）, item: 14}
  - id: village-rules
    name: 修订村规民约
    kind: duty
    due: 2022-12-31
    cadence: quarter
    source: {section: 三（二）, item: 15}
"""

DEFAULT_PATH = "submissions/2022-06/150702.yaml"
SECTION = "section: {part: 三, number: （八）, title: 夯实基础, division: 办公室}\n"

_FILE = re.compile(
    r"^# ((?:submissions|targets|acceptance)/\S+\.ya?ml|evidence/\S+|annual/\S+\.csv|mzgz\.yaml)\s*$", re.MULTILINE
)
_SUBMISSION = re.compile(r"submissions/([0-9]{4})-([0-9]{2})/([0-9]+)\.ya?ml")


def make_workspace(root: Path, text: str = "") -> Path:
    """Write the base workspace and the files of an example over it; `root` is the workspace.

    A line `# submissions/2022-06/150702.yaml`, `# targets/2022/90-new.yaml` or `# mzgz.yaml` begins a file; what
    stands before the first one is that submission. A submission gets its header (received on the 4th of the next
    month), a file of the plan its section, unless written; mzgz.yaml is added to the base unless it names a bureau.
    """
    own = {path: _completed(path, body) for path, body in split_files(text)}
    return write_files(root, {"mzgz.yaml": MZGZ, "targets/2022/01-care.yaml": TARGETS} | own)


def write_files(root: Path, files: Mapping[str, str]) -> Path:
    """Texts by their paths in the workspace: the one place where a test's workspace is put on disk."""
    for path, body in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(body, encoding="utf-8")
    return root


def split_files(text: str) -> list[tuple[str, str]]:
    """The files of an example: path and text."""
    pieces = _FILE.split(text)
    named = list(zip(pieces[1::2], pieces[2::2], strict=True))
    return ([(DEFAULT_PATH, pieces[0])] if pieces[0].strip() else []) + [
        (path, body.lstrip("\n")) for path, body in named
    ]


def _completed(path: str, body: str) -> str:
    submission = _SUBMISSION.fullmatch(path)
    if submission:
        year, month, unit = int(submission[1]), int(submission[2]), submission[3]
        return body if re.match(r"\s*unit:", body) else _header(body, year, month, unit) + body
    if path.startswith("targets/"):
        return body if "section:" in body.split("targets:")[0] else SECTION + body
    if path == "mzgz.yaml" and "bureau:" not in body:
        return (MZGZ.replace("reporting: {due_day: 5}\n", "") if "reporting:" in body else MZGZ) + body
    return body


def _header(body: str, year: int, month: int, unit: str) -> str:
    following, after = (year + 1, 1) if month == 12 else (year, month + 1)
    received = "" if re.search(r"^received:", body, re.MULTILINE) else f"received: {following}-{after:02}-04\n"
    return f'unit: "{unit}"\nperiod: {year}-{month:02}\n{received}'
