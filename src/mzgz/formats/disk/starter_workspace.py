"""The workspaces `mzgz init` hands out: the sample that comes with the program, or an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mzgz.model.ledger import Ledger

_FOLDERS = ("targets", "submissions", "templates")
_SCHEMAS = "schemas"


def home() -> Path:
    """The sample workspace: inside the installed package, or the repository root it is developed in."""
    package = Path(__file__).parents[2]
    installed = package / "starter"
    return installed if installed.is_dir() else package.parent.parent


def sample_files() -> Iterator[tuple[str, bytes]]:
    """Every file of the sample, workspace-relative, in sorted order."""
    root = home()
    yield "mzgz.yaml", (root / "mzgz.yaml").read_bytes()
    for folder in _FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            if file.is_file() and not file.name.startswith("."):
                yield file.relative_to(root).as_posix(), file.read_bytes()
    yield from _schemas()


def empty_files() -> Iterator[tuple[str, bytes]]:
    """An empty workspace with commented files: one unit, no target, nothing submitted, the templates true in any year."""
    for path, text in sorted(_EMPTY.items()):
        yield path, text.encode()
    yield from shipped_templates().items()
    yield from _schemas()


def shipped_templates() -> dict[str, bytes]:
    """The templates true in any year, workspace-relative: what a year's folder says is true of the sample's bureau in
    that year, and of nobody else."""
    root = home()
    files = (file for file in sorted((root / "templates").rglob("*")) if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files if not file.parent.name.isdecimal()}


def general_templates(ledger: Ledger) -> Path | None:
    """The workspace whose templates true in any year stand in where one has none of its own: of a data set, for nobody
    writes in it by hand. A workspace without them has lost them, and is told so."""
    return home() if ledger.over_columns else None


def _schemas() -> Iterator[tuple[str, bytes]]:
    from mzgz.publishing.schemas import schema_texts

    for name, text in sorted(schema_texts().items()):
        yield f"{_SCHEMAS}/{name}", text.encode()


_EMPTY = {
    "mzgz.yaml": """\
# yaml-language-server: $schema=schemas/mzgz.schema.json
# 本单位的基本情况。改成自己的，其余各行按说明增减。
bureau: {name: 某某市民政局, city: 某某市, code: "000100"}

# 写了这一行，每份文稿上都印这句话；正式使用时删去。
# notice: 试用数据

# 填报单位：一个单位一行。code 是六位代码，一定加引号。
#   short 简称，文稿和表格用；aliases 别的叫法；tags 分组用的标签；
#   registry 局里掌握的数，如街道数 streets、苏木乡镇数 townships；年中变了的，再写 registry_changed：哪天起、原来多少。
units:
  - {code: "000100", name: 市本级, kind: bureau}
  # - {code: "000102", name: 某某区, short: 某某, kind: 市辖区, tags: [城区], registry: {streets: 5, townships: 2}}

# 每月报表在次月几日前报送。年中才开始报的，写明从哪个月开始，以前的月份就不算缺：
#   reporting: {due_day: 5, first_month: 2022-10}
reporting: {due_day: 5}

# 亮灯：实际进度比应达进度高出 ahead 算超进度，低出 behind 算欠进度。
lights: {ahead: 0.05, behind: 0.10}
""",
    "submissions/README.md": """\
# 报送

每月一个文件夹，每个单位一个文件，例如 `2022-06/150702.yaml`：

```yaml
unit: "150702"
period: 2022-06
received: 2022-07-04
filled_by: 规划财务股
approved_by: 局长
entries:
  目标标识: {numerator: 812, denominator: 1450}
```
""",
    "targets/README.md": """\
# 目标

每年一个文件夹，计划的每一节一个文件，例如 `2022/01-养老服务.yaml`：

```yaml
section: {part: 三, number: （一）, title: 健全养老服务体系, division: 养老服务科}
targets:
  - id: nursing-bed-share
    name: 养老机构护理型床位占比
    kind: ratio
    numerator: {name: 养老机构护理型床位数, unit: 张}
    denominator: {name: 养老机构床位总数, unit: 张}
    goal: ">= 55%"
    due: 2022-12-31
    cadence: month
    source: {section: 三（一）一是, item: 1, basis: default}
  - id: subsistence-allowance
    name: 城乡低保标准
    kind: count
    value: {name: 城乡低保标准, unit: 元/月}
    measured: level
    goal: ">= 820"
    judge: every
    due: 2022-12-31
    cadence: quarter
    source: {section: 三（一）二是, item: 2}
```

占比用 `ratio`，报分子、分母，全年取最近一期的。分子、分母是当月数的（当月办结率）写 `measured: period`，
各期的分子、分母分别相加再除；每个月自己都要达到的，再写 `hold: true`。

“其中多少”另写一项，用 `part_of: 前一项的 id` 写明是哪一项的一部分，报得比它大的，审核会指出。

数量用 `count`，`measured` 写明是什么数：

| measured | 是什么 | 各单位之间 |
|---|---|---|
| `cumulative` | 年初至今的累计数 | 相加 |
| `period` | 当期的数，全年各期相加 | 相加 |
| `stock` | 期末有多少 | 相加 |
| `level` | 标准、平均数：低保标准、每千人床位、平均办理天数 | 不相加，看最低、最高、几个单位达到；`judge` 写 `every` 或 `{at-least: 3}` |

要全市平均数的（如人均支出），用 `ratio` 报总额和人数，不能拿各地的平均数再平均。
""",
}
