"""A collected data set answers every question as the workspace it was collected from."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from collected import PLAN, handed_in, places
from mzgz.apps.cli import run
from workspace import write_files

pytest.importorskip("duckdb")

SETTINGS = """\
bureau: {name: 甲市民政局, city: 甲市, code: "150700"}
units:
  - {code: "150700", name: 市本级, kind: bureau}
  - {code: "150702", name: 海拉尔区, short: 海拉尔}
  - {code: "150703", name: 扎赉诺尔区, short: 扎区}
  - {code: "150721", name: 阿荣旗}
"""
FIRST = """\
unit: "150702"
period: 2022-06
received: 2022-07-02
entries:
  beds: {numerator: 900, denominator: 800}
"""
EXTRA = """\
explanations:
  - {rule: any, target: jobs, values: {value: 35}, reason: 新园区五月集中招工所以多}
highlights:
  - {section: 健全完善养老服务体系, text: 建成三处护理院}
problems:
  - {section: 健全完善养老服务体系, text: 护理员不够}
"""


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The workspace, and the data set of it alone."""
    root = tmp_path_factory.mktemp("collected")
    shared = {"mzgz.yaml": SETTINGS, "targets/2022/01-care.yaml": PLAN}
    files = {f"甲市/{path}": text for path, text in shared.items()} | {
        f"汇总/{path}": text for path, text in shared.items()
    }
    for month in range(1, 7):
        for number, unit in enumerate(("150702", "150703", "150721")):
            if (unit, month) != ("150721", 4):
                files[f"甲市/submissions/2022-{month:02}/{unit}.yaml"] = handed_in(unit, month, number)
    files["甲市/submissions/2022-05/150703.yaml"] += EXTRA
    files["甲市/submissions/2022-06/150721.yaml"] = files["甲市/submissions/2022-06/150721.yaml"].replace("478", "9999")
    files["甲市/received/2022-06/150702/2022-07-02.yaml"] = FIRST
    write_files(root, files)
    with pytest.raises(SystemExit):
        run(["collect", str(root / "甲市"), "--into", str(root / "汇总")])
    return root / "甲市", root / "汇总"


@pytest.mark.parametrize(
    "words",
    [
        "status --as-of 2022-07-10",
        "status --as-of 2022-07-03",
        "status --as-of 2022-08-10 --period 2022-05",
        "status --target beds --as-of 2022-07-10",
        "status --unit 扎区 --as-of 2022-07-10",
        "status --returns --as-of 2022-07-10",
        "status --format json --as-of 2022-07-10",
        "status --format csv --as-of 2022-07-10",
        "why beds --as-of 2022-07-10",
        "why jobs --unit 阿荣旗 --as-of 2022-07-10",
        "why plan --as-of 2022-07-10",
        "report --document tables --format md --as-of 2022-07-10 --draft-anyway",
    ],
)
def test_the_answer_is_the_same(
    roots: tuple[Path, Path], words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for root in roots:
        monkeypatch.chdir(root)
        with pytest.raises(SystemExit):
            run([*words.split(), "-C", str(root)])
        out = capsys.readouterr()
        files = "".join(each.read_text(encoding="utf-8") for each in sorted(root.glob("reports/*/*.md")))
        told.append(_bare(out.out + files, root))
    assert told[0] == told[1]
    assert len(told[0]) > 40


def _bare(text: str, root: Path) -> str:
    """Without the name of the workspace before its paths, and without the folds a longer path makes."""
    return re.sub(r"\s+", "", text.replace(f"{root}/", "")).replace("甲市/submissions", "submissions")


def test_a_broken_data_set_is_told(roots: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    facts = next((roots[1] / "facts").rglob("*.parquet"))
    data = facts.read_bytes()
    facts.unlink()
    with pytest.raises(SystemExit):
        run(["status", "-C", str(roots[1])])
    assert "请把 mzgz collect 再执行一次" in capsys.readouterr().err
    facts.write_bytes(data)


def findings_of(root: Path, day: str, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, ...]]:
    with pytest.raises(SystemExit):
        run(["check", "--as-of", day, "-C", str(root), "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    return sorted(tuple(str(each[key]) for key in ("rule", "unit", "period", "target", "message")) for each in found)


def test_check_finds_the_same_above_and_who_is_silent_by_its_day(
    roots: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """A county that hands in nothing more finds nothing itself: that is told by the day of the check."""
    for day, silent in (("2022-07-10", 0), ("2022-08-10", 3)):
        above = findings_of(roots[1], day, capsys)
        assert above == findings_of(roots[0], day, capsys)
        assert sum("7月的数据没有报送" in each[-1] for each in above) == silent
        assert {"evidence-borrowed", "month-skipped", "explanation-idle"} <= {each[0] for each in above}
    with pytest.raises(SystemExit):
        run(["check", "--as-of", "2022-07-10", "-C", str(roots[1])])
    told = capsys.readouterr().out
    assert "甲市/submissions/2022-06/150703.yaml:8:48  核实 E105 evidence-borrowed" in told
    assert "各单位自己的问题是收的时候审的，跨单位的和没有报送的现在审" in told


def test_check_of_one_unit_tells_its_own(roots: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["check", "--unit", "阿荣旗", "--as-of", "2022-08-10", "-C", str(roots[1]), "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert {each["unit"] for each in told["findings"]} == {"150721"}
    assert told["summary"] == {"entries": 25, "files": 5}


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("", {("150702", "query"), ("150703", "query")}),
        ('rules: {jump: {severity: error, units: ["150703"]}}\n', {("150703", "error")}),
        ('rules: {jump: {units: ["150702"]}}\n', {("150702", "query")}),
    ],
)
def test_a_data_set_narrows_and_raises_a_rule_for_some_of_its_counties(
    tmp_path: Path, setting: str, told: set[tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """The counties are units of the workspaces it was collected from, not of its own settings."""
    root = places(tmp_path)
    for unit in ("150702", "150703"):
        file = root / f"各地/甲市/submissions/2022-05/{unit}.yaml"
        file.write_text(re.sub(r"(beds: \{numerator: )\d+", r"\g<1>50", file.read_text("utf-8")), encoding="utf-8")
    above = root / "汇总"
    (above / "mzgz.yaml").write_text((above / "mzgz.yaml").read_text("utf-8") + setting, encoding="utf-8")
    for words in (
        ["collect", str(root / "各地"), "--into", str(above)],
        ["check", "-C", str(above), "--format", "json"],
    ):
        capsys.readouterr()
        with pytest.raises(SystemExit):
            run([*words, *(["--as-of", "2022-07-10"] if words[0] == "check" else [])])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {(one["unit"], one["severity"]) for one in found if one["rule"] == "jump"} == told
