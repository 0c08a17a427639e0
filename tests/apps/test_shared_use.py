"""Several people on one workspace: nothing is lost, nobody is told a falsehood, and a run that is killed leaves whole
files. MZGZ_MANY=1 makes the large run: two hundred interleavings, a hundred kills."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import Running, files_of, start, warm
from mzgz.formats.change_log_jsonl import log_files
from mzgz.intake.workspace import load
from mzgz.model.periods import Period
from mzgz.workflow.change_log import broken, line_of
from workspace import make_workspace

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="runs are forks")

MANY = bool(os.environ.get("MZGZ_MANY"))
MONTH = Period.parse("2022-06")
TARGETS = ("nursing-bed-share/分子", "nursing-bed-share/分母", "care-beds/数值", "no-relapse/数值")
FIELDS = {"分子": "numerator", "分母": "denominator", "数值": "value"}
UNITS = ("150702", "150703", "150721")
STREETS = {"150702": 7, "150703": 5}
NUMBERS = {"150702": 12, "150703": 13, "150721": 14}
RETURNS = "".join(
    f"""# submissions/2022-06/{unit}.yaml
entries:
  nursing-bed-share: {{numerator: {812 + place}, denominator: {1450 + place}}}
  care-beds: {{value: {1450 + place}}}
  visit-system: {{done: true, on: 2022-06-2{place}}}
  no-relapse: {{value: 0}}
  visiting-rate: {{numerator: {500 + place}, denominator: {500 + place}}}
  disability-jobs: {{value: {150 + place}}}
  village-rules: {{stage: 推进中, note: 已修订{30 + place}个}}
  rescue-plan: {{done: true, on: 2022-06-1{place}, evidence: [民发〔2022〕{NUMBERS[unit]}号]}}
"""
    + (f"  street-centres: {{numerator: {STREETS[unit]}, denominator: {STREETS[unit]}}}\n" if unit in STREETS else "")
    for place, unit in enumerate(UNITS)
)


@pytest.fixture(autouse=True)
def loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MZGZ_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("MZGZ_CACHE", "off")
    warm()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "w", RETURNS)


def csv(place: Path, cells: dict[tuple[str, str], int]) -> Path:
    lines = [
        f"{unit},2022-06,{cell.split('/')[0]},{cell.split('/')[1]},{value}" for (unit, cell), value in cells.items()
    ]
    place.write_text("单位,报告期,目标标识,字段,值\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return place


def value_of(root: Path, unit: str, cell: str) -> object:
    ledger, found = load(root)
    assert [finding for finding in found if finding.severity == "error"] == []
    target, field = cell.split("/")
    return getattr(ledger.submissions[MONTH, unit].entries[target], FIELDS[field])


def chain(root: Path) -> list[str]:
    """The lines of the log, after it has been seen to hold."""
    files = log_files(root)
    assert list(broken(files)) == []
    return [line for _, lines in files for line in lines]


# ── interleavings ────────────────────────────────────────────────────────────────────────────────────────────


def jobs(
    rng: random.Random, root: Path, folder: Path, number: int
) -> Iterator[tuple[list[str], dict[tuple[str, str], int]]]:
    """Two or three commands to run at once, with the cells an import writes."""
    for index in range(rng.choice((2, 3))):
        kind = rng.choice(("import", "import", "accept", "return", "slip"))
        unit = rng.choice(UNITS)
        if kind == "import":
            unit_cells = rng.sample([(unit, cell) for unit in UNITS for cell in TARGETS[:3]], rng.choice((1, 2, 3)))
            cells = dict.fromkeys(unit_cells, 900 + number * 10 + index)
            cells = {
                cell: value + 5000 if cell[1].endswith(("分母", "care-beds/数值")) else value
                for cell, value in cells.items()
            }
            file = csv(folder / f"{number}-{index}.csv", cells)
            yield ["import", str(file), "--yes", "-C", str(root), "--received", "2022-07-04"], cells
        elif kind == "accept":
            yield (
                [
                    "accept",
                    "--unit",
                    unit,
                    "--period",
                    "2022-06",
                    "--by",
                    "局长",
                    "--on",
                    "2022-07-06",
                    "-C",
                    str(root),
                ],
                {},
            )
        elif kind == "return":
            reason = f"请核对第{number}-{index}次"
            yield (
                [
                    "return",
                    "--unit",
                    unit,
                    "--period",
                    "2022-06",
                    "--reason",
                    reason,
                    "--on",
                    "2022-07-06",
                    "-C",
                    str(root),
                ],
                {},
            )
        else:
            yield ["slip", "--period", "2022-06", "--as-of", "2022-07-06", "--format", "txt", "-C", str(root)], {}


def rounds_of(root: Path) -> int:
    ledger, _ = load(root)
    return sum(len(record.rounds) for record in ledger.acceptance.values())


def test_whatever_runs_at_once_nothing_is_lost_and_nothing_false_is_said(root: Path, tmp_path: Path) -> None:
    rng = random.Random(12)  # noqa: S311 - no secret
    for number in range(200 if MANY else 6):
        before, known = rounds_of(root), len(chain(root)) if (root / "log").exists() else 0
        batch = list(jobs(rng, root, tmp_path, number))
        running = [
            (start(words, tmp_path / f"said-{index}", rng.random() * 0.2), words, cells)
            for index, (words, cells) in enumerate(batch)
        ]
        ended = [(*one.finish(), words, cells) for one, words, cells in running]
        assert all(status in (0, 1) for status, *_ in ended), ended
        decided = sum(
            len(re.findall(r"^√ ", said, re.MULTILINE))
            for _, said, words, _ in ended
            if words[0] in ("accept", "return")
        )
        assert rounds_of(root) == before + decided, ended
        written: dict[tuple[str, str], set[int]] = {}
        for _, said, _, cells in ended:
            for (unit, cell), value in cells.items():
                refused = re.search(rf"submissions/2022-06/{unit}\.yaml  强制 F17", said)
                assert ("已写入" in said) or refused or "相同" in said, said
                if not refused:
                    written.setdefault((unit, cell), set()).add(value)
        for (unit, cell), values in written.items():
            assert value_of(root, unit, cell) in values, (unit, cell, ended)
        assert len(chain(root)) >= known + decided
        names = files_of(root)
        assert not [name for name in names if re.search(r"/\.(?!mzgz-written)", name)]
        for _, said, words, _ in ended:
            if words[0] == "slip":
                assert all(Path(line).is_file() for line in said.splitlines() if line.endswith(".txt"))


def test_two_returns_at_once_keep_both_reasons_or_say_so(root: Path, tmp_path: Path) -> None:
    both = [
        start(
            [
                "return",
                "--unit",
                "150702",
                "--period",
                "2022-06",
                "--reason",
                words,
                "--on",
                "2022-07-06",
                "-C",
                str(root),
            ],
            tmp_path / words,
        )
        for words in ("床位数请核对", "走访数请核对")
    ]
    said = [one.finish()[1] for one in both]
    record = (root / "acceptance/2022-06/150702.yaml").read_text(encoding="utf-8")
    assert sum("√" in text for text in said) == 1
    assert sum("第1次退回以后还没有改" in text for text in said) == 1
    assert record.count("action: returned") == 1


def test_the_loser_of_two_acceptances_is_told_the_truth(root: Path, tmp_path: Path) -> None:
    both = [
        start(
            ["accept", "--all", "--period", "2022-06", "--by", by, "--on", "2022-07-06", "-C", str(root)], tmp_path / by
        )
        for by in ("局长", "副局长")
    ]
    ended = [one.finish() for one in both]
    assert sorted(text.count("√") for _, text in ended) == [0, 3]
    loser = next(text for _, text in ended if "√" not in text)
    assert loser.count("已经受理，内容没有变") == 3
    assert "有错" not in loser


# ── an edit between the question and the answer ──────────────────────────────────────────────────────────────


def answered(root: Path, file: Path, monkeypatch: pytest.MonkeyPatch, meanwhile: str) -> int:
    """Import at a terminal, where somebody writes `meanwhile` before the question is answered."""
    from mzgz.apps.cli import import_ as command
    from mzgz.apps.cli import run

    def answer(count: int) -> bool:
        (root / "submissions/2022-06/150702.yaml").write_text(meanwhile, encoding="utf-8")
        return True

    monkeypatch.setattr(command, "_agreed", answer)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(SystemExit) as ended:
        run(["import", str(file), "-C", str(root), "--received", "2022-07-04"])
    return int(str(ended.value.code))


def test_different_cells_are_merged(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = root / "submissions/2022-06/150702.yaml"
    other = place.read_text(encoding="utf-8").replace("value: 1450", "value: 1460")
    file = csv(tmp_path / "a.csv", {("150702", TARGETS[0]): 813})
    assert answered(root, file, monkeypatch, other) == 0
    assert (value_of(root, "150702", TARGETS[0]), value_of(root, "150702", TARGETS[2])) == (813, 1460)


def test_the_same_cell_is_refused_with_both_values(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = root / "submissions/2022-06/150702.yaml"
    other = place.read_text(encoding="utf-8").replace("numerator: 812", "numerator: 820")
    file = csv(tmp_path / "a.csv", {("150702", TARGETS[0]): 813, ("150703", TARGETS[0]): 700})
    assert answered(root, file, monkeypatch, other) == 1
    assert place.read_text(encoding="utf-8") == other
    assert value_of(root, "150703", TARGETS[0]) == 700
    said = capsys.readouterr().out
    assert "要写 813，刚才别人改成了 820（原来是 812）" in said
    assert "已写入1份" in said


# ── kills ────────────────────────────────────────────────────────────────────────────────────────────────────


def kill(one: Running, after: float) -> None:
    time.sleep(after)
    os.kill(one.pid, signal.SIGKILL)
    one.finish()


def test_a_killed_run_leaves_whole_files_and_no_litter(root: Path, tmp_path: Path) -> None:
    rng = random.Random(7)  # noqa: S311 - no secret
    begun = time.monotonic()
    start(["check", "-C", str(root)], tmp_path / "said").finish()
    span = (time.monotonic() - begun) * 2
    for number in range(100 if MANY else 8):
        before = {unit: value_of(root, unit, TARGETS[2]) for unit in UNITS}
        new = 2000 + number
        file = csv(tmp_path / "k.csv", {(unit, TARGETS[2]): new for unit in UNITS})
        words = ["import", str(file), "--yes", "-C", str(root), "--received", "2022-07-04"]
        if number % 4 == 3:
            words = ["slip", "--period", "2022-06", "--as-of", "2022-07-06", "--format", "txt", "-C", str(root)]
        kill(start(words, tmp_path / "said"), rng.random() * span)
        status, said = start(["check", "-C", str(root), "--as-of", "2022-07-06"], tmp_path / "said").finish()
        assert status in (0, 1), said
        after = {unit: value_of(root, unit, TARGETS[2]) for unit in UNITS}
        assert after in (before, dict.fromkeys(UNITS, new)), "all or none"
        staged = root / ".mzgz/staged"
        assert not staged.is_dir() or os.listdir(staged) == []
        assert not (root / ".mzgz/journal").exists()
        assert not [name for name in files_of(root) if re.search(r"/\.(?!mzgz-written)", name)]
        lines = chain(root) if (root / "log").exists() else []
        told = {
            line.unit: int(line.new)
            for text in lines
            if (line := line_of(text)) and line.what.startswith("养老机构床位")
        }
        assert all(told.get(unit, after[unit]) == after[unit] for unit in UNITS), "the log tells what stands there"


@pytest.mark.parametrize("stop", ["_lay_out", "_carry_out", "_move", "_clear"])
def test_broken_off_at_any_step_it_is_all_or_none(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    from mzgz.formats.disk import journal

    real, calls = getattr(journal, stop), []

    def dies(*arguments: object) -> object:
        calls.append(arguments)
        if len(calls) == (2 if stop == "_move" else 1) and os.environ.get("DIES"):
            os._exit(9)
        return real(*arguments)

    monkeypatch.setattr(journal, stop, dies)
    file = csv(tmp_path / "k.csv", {(unit, TARGETS[2]): 2000 for unit in UNITS})
    monkeypatch.setenv("DIES", "1")
    status, _ = start(["import", str(file), "--yes", "-C", str(root)], tmp_path / "said").finish()
    assert status == 9
    monkeypatch.delenv("DIES")
    start(["check", "-C", str(root)], tmp_path / "said").finish()
    values = {value_of(root, unit, TARGETS[2]) for unit in UNITS}
    assert values == ({1450, 1451, 1452} if stop == "_lay_out" else {2000})
    assert not (root / ".mzgz/journal").exists()
    lines = [json.loads(line) for line in chain(root)] if (root / "log").exists() else []
    assert len([line for line in lines if line["field"].startswith("entries")]) == (0 if stop == "_lay_out" else 3)


# ── waiting ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_who_waits_is_told_for_whom_and_gives_up(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mzgz.apps.cli.locked_writing import writing
    from mzgz.formats.disk import lock

    monkeypatch.setattr(lock, "PATIENCE", 1.2)
    monkeypatch.setattr(lock, "_SOON", 0.3)
    before = files_of(root)
    with writing(root, "import"):
        words = ["accept", "--all", "--period", "2022-06", "--by", "局长", "-C", str(root)]
        status, said = start(words, tmp_path / "said").finish()
    assert status == 3
    assert re.search(r"mzgz import（.*进程 \d+，\d\d:\d\d:\d\d 开始）正在写这个工作区，等它写完", said)
    assert "没有写任何文件。请等它结束再执行一次。" in said
    assert files_of(root) == before
