"""`mzgz why` tells the grounds of a figure: who set the cadence, whom the target concerned before, and the files that prove it."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from mzgz.formats.terminal.text_table import plain
from mzgz.formats.terminal.why_text import why_lines
from mzgz.intake.workspace import load
from mzgz.progress import Board
from plans import board as board_of
from workspace import make_workspace

PLAN = """
entries:
  station: {done: true, on: 2022-06-20, evidence: [走访通知.pdf, 海民发〔2022〕12号, 照片.jpg]}
# evidence/2022-06/150702/走访通知.pdf
海拉尔的内容
# targets/2022/90-new.yaml
targets:
  - id: station
    name: 建成试点
    kind: milestone
    proof: project
    due: 2022-12-31
    cadence: quarter
    terms
    source: {section: 三, item: 91}
"""


def told(root: Path, terms: str, unit: str | None = None) -> str:
    ledger, _ = load(make_workspace(root, PLAN.replace("terms", terms)))
    board = Board(ledger, 2022, date(2022, 9, 8))
    progress = board.unit("station", unit) if unit else board.city("station")
    return "".join(plain(line).strip() for line in why_lines(board, progress, 300))


@pytest.mark.parametrize(
    ("unit", "terms", "words"),
    [
        ("150702", "pooled", "这是拿这个单位自己的数和全市目标比；全市按合计判定：全市没有达标（50.0%）"),
        ("150702", "every", "每个单位都达到才算达标：这是这个单位自己的判定，全市的判定里算它一个"),
        (
            "150702",
            'pooled\n    units: {"150702": {goal: ">= 40%", reason: 起点低, document: 呼民字〔2022〕3号}}',
            "这是另外给这个单位定的目标；全市的目标仍按合计判定：全市没有达标（50.0%）",
        ),
        (None, "pooled", ""),
    ],
)
def test_on_a_units_figure_it_says_whose_verdict_it_is(
    tmp_path: Path, unit: str | None, terms: str, words: str
) -> None:
    """That a unit falls short of what all owe together was told as if it were its own failing."""
    ledger, _ = load(make_workspace(tmp_path, SHARES.replace("pooled", terms)))
    board = Board(ledger, 2022, date(2022, 7, 8))
    progress = board.unit("share", unit) if unit else board.city("share")
    said = "".join(plain(line).strip() for line in why_lines(board, progress, 300))
    assert words in said
    assert bool(words) is ("这是" in said)


SHARES = """
entries:
  share: {numerator: 5, denominator: 10}
# submissions/2022-06/150703.yaml
entries:
  share: {numerator: 5, denominator: 10}
# targets/2022/90-new.yaml
targets:
  - id: share
    name: 占比
    kind: ratio
    numerator: {name: 甲, unit: 个}
    denominator: {name: 乙, unit: 个}
    goal: ">= 55%"
    scope: ["150702", "150703"]
    judge: pooled
    due: 2022-12-31
    cadence: month
    source: {section: 三, item: 91}
"""


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ("cadence_by: bureau", "季报（本局定）"),
        ("cadence_by: document", "季报（原文写明）"),
        ("firm: true", "期限2022-12-31，季报出处"),
    ],
)
def test_who_set_the_cadence(tmp_path: Path, terms: str, words: str) -> None:
    assert words in told(tmp_path, terms)


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (
            'scope: ["150702", "150703", "150721"]\n    revised: [{on: 2022-08-10, scope_was: ["150702"], reason: 扩大试点, document: 民发〔2022〕3号}]',
            "2022-08-10前适用于海拉尔（1个单位），以后加进扎区、阿荣旗（扩大试点，民发〔2022〕3号）",
        ),
        (
            'scope: ["150702"]\n    revised: [{on: 2022-08-10, scope_was: {where: streets > 0}, reason: 收缩试点, document: 民发〔2022〕3号}]',
            "2022-08-10前适用于海拉尔、扎区（2个单位），以后不再问扎区（收缩试点，民发〔2022〕3号）",
        ),
        (
            'scope: ["150702"]\n    revised: [{on: 2022-08-10, due_was: 2022-06-30, scope_was: ["150702", "150703"], reason: 收缩试点, document: 民发〔2022〕3号}]',
            "2022-08-10前期限为2022-06-30，适用于海拉尔、扎区（2个单位），以后不再问扎区",
        ),
    ],
)
def test_whom_it_concerned_before(tmp_path: Path, scope: str, words: str) -> None:
    assert words in told(tmp_path, scope)


def test_the_files_that_prove_it_with_what_is_in_them(tmp_path: Path) -> None:
    text = told(tmp_path, "firm: true", "150702")
    data = (tmp_path / "evidence/2022-06/150702/走访通知.pdf").read_bytes()
    assert (
        f"海拉尔 2022-06 evidence/2022-06/150702/走访通知.pdf  指纹（SHA-256）{sha256(data).hexdigest()[:16]}…" in text
    )
    assert "海拉尔 2022-06 照片.jpg：evidence 文件夹里没有这个文件" in text
    assert "12号：evidence" not in text


POOLED = """
entries:
  care-beds: {value: 1450}
  nursing-bed-share: {numerator: 200, denominator: 1450}
"""


@pytest.mark.parametrize(
    ("target", "unit", "words"),
    [
        ("care-beds", "150702", "判定目标是全部单位合计的数，不单独判定一个单位亮灯"),
        (
            "nursing-bed-share",
            "150702",
            "没有达标这是拿这个单位自己的数和全市目标比；全市按合计判定：全市",
        ),
    ],
)
def test_whose_verdict_it_is(tmp_path: Path, target: str, unit: str, words: str) -> None:
    ledger, _ = load(make_workspace(tmp_path, POOLED))
    board = Board(ledger, 2022, date(2022, 7, 8))
    lines = why_lines(board, board.unit(target, unit), 300)
    assert words in "".join(plain(line).strip() for line in lines)


def test_a_thing_done_without_proof_is_not_called_done_in_the_month_that_decides(tmp_path: Path) -> None:
    entry = "station: {done: true, on: 2022-06-20, evidence: [走访通知.pdf, 海民发〔2022〕12号, 照片.jpg]}"
    later = "# submissions/2022-09/150702.yaml\nentries:\n  station: {done: true, on: 2022-06-20}\n# evidence"
    plan = PLAN.replace(entry, "station: {done: true, on: 2022-06-20, evidence: [海民发〔2022〕12号]}")
    plan = (
        plan.replace("# evidence", later, 1).replace("2022-12-31", "2022-06-30").replace("terms", 'scope: ["150702"]')
    )
    ledger, _ = load(make_workspace(tmp_path, plan))
    board = Board(ledger, 2022, date(2022, 10, 8))
    told = "".join(plain(line).strip() for line in why_lines(board, board.city("station"), 300))
    assert "以2022年6月的数为准（含以后更正）：待证，不能定" in told


def test_what_was_reported_too_late_is_not_called_both_undone_and_reached(tmp_path: Path) -> None:
    plan = PLAN.replace("done: true, on: 2022-06-20, evidence: [走访通知.pdf", "done: false, note: 正在选址")
    plan = plan.split("\n# evidence")[0].replace("正在选址, 海民发〔2022〕12号, 照片.jpg]", "正在选址") + (
        "\n# submissions/2022-09/150702.yaml\nentries:\n"
        "  station: {done: true, on: 2022-06-20, evidence: [海民发〔2022〕12号]}\n"
        "# targets" + PLAN.split("# targets")[1].replace("2022-12-31", "2022-06-30").replace("terms", "judge: every")
    )
    ledger, _ = load(make_workspace(tmp_path, plan))
    board = Board(ledger, 2022, date(2022, 10, 8))
    told = "".join(plain(line).strip() for line in why_lines(board, board.unit("station", "150702"), 300))
    assert "（含以后更正）：当时报的是未完成，后来报来的是按期做到，达标" in told


def test_a_baseline_beyond_the_goal_is_not_called_missing(tmp_path: Path) -> None:
    more = POOLED + (
        "  empty-share: {numerator: 1, denominator: 4}\n# targets/2022/90-new.yaml\ntargets:\n"
        "  - id: empty-share\n    name: 入住率\n    kind: ratio\n    numerator: {name: 住的, unit: 张}\n"
        '    denominator: {name: 全部床, unit: 张}\n    goal: ">= 60%"\n    due: 2022-12-31\n    cadence: month\n'
        '    scope: ["150702"]\n    baseline: {period: "2021", numerator: 90, denominator: 100}\n'
        "    source: {section: 三, item: 92}\n"
    )
    ledger, _ = load(make_workspace(tmp_path, more))
    board = Board(ledger, 2022, date(2022, 7, 8))
    told = "".join(plain(line).strip() for line in why_lines(board, board.city("empty-share"), 300))
    assert "亮灯基期数已经达到目标，从那里算不出进度：未到期现在的灯" in told


def test_what_only_grows_is_not_told_to_come_down() -> None:
    plan = 'scope: ["150702", "150703"]\nkind: count\nvalue: {name: 新增事故, unit: 起}\nmeasured: '
    said = "2022-06: {150702: {value: 1}, 150703: {value: 5}}"
    for measured, words in (("cumulative", "新增事故超出1起，减不下来"), ("stock", "要达标：新增事故要减少1起")):
        seen = board_of(f'{plan}{measured}\ngoal: "<= 5"', said, "2022-07-05")
        assert words in [plain(line).strip() for line in why_lines(seen, seen.city("t"), 80)], measured
