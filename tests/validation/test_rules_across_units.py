"""What the rules across units find in a data set is what they find in one workspace of all the same files: each finding, its place
and its words."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from mzgz import validation
from mzgz.apps.cli import run
from mzgz.apps.cli.options import open_ledger
from mzgz.intake.workspace import load
from mzgz.model.findings import Diagnostic
from workspace import write_files

pytest.importorskip("duckdb")

from mzgz.intake.collect.collected_ledger import CollectedLedger
from mzgz.validation.columns import share_outliers
from mzgz.validation.columns.rules_across_units import RULES, across_units

DAY = date(2023, 1, 31)
SHARE = "kind: ratio, numerator: {name: 达标, unit: 个}, denominator: {name: 总数, unit: 个}"
PLAN = f"""\
section: {{part: 三, number: （二）, title: 养老服务, division: 养老服务科}}
targets:
  - {{id: beds, name: 床位占比, {SHARE}, goal: ">= 55%", due: 2022-12-31, cadence: month, source: {{section: 三（二）, item: 1}}}}
  - {{id: some, name: 部分占比, {SHARE}, goal: ">= 55%", due: 2022-12-31, cadence: month, source: {{section: 三（二）, item: 2}}, scope: {{where: streets > 1}}}}
  - {{id: few, name: 有街道的占比, {SHARE}, goal: ">= 55%", due: 2022-12-31, cadence: month, source: {{section: 三（二）, item: 3}}, scope: {{where: streets > 2}}}}
  - {{id: more, name: 另一占比, {SHARE}, goal: ">= 55%", due: 2022-12-31, cadence: month, source: {{section: 三（二）, item: 8}}}}
  - {{id: spent, name: 支出, kind: count, value: {{name: 支出, unit: 万元}}, measured: period, goal: ">= 1", due: 2022-12-31, cadence: month, source: {{section: 三（二）, item: 4}}}}
  - {{id: plan, name: 方案, kind: milestone, proof: document, due: 2022-06-30, cadence: once, source: {{section: 三（二）, item: 5}}}}
  - {{id: rules, name: 办法, kind: milestone, proof: document, due: 2022-06-30, cadence: once, source: {{section: 三（二）, item: 6}}, scope: {{where: streets > 1}}}}
  - {{id: law, name: 细则, kind: milestone, proof: document, due: 2022-06-30, cadence: once, source: {{section: 三（二）, item: 7}}}}
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
PLACES = {"甲市": ("150700", 3), "乙市": ("150800", 2), "丙市": ("230100", 4)}
REASONS = ("新建福利院投入使用", "两所敬老院完成护理型改造", "新建福利院投入使用 ")
PAPERS = ("甲民发〔2022〕3号", "甲民发[2022]03号", "乙民发〔2022〕9号", "会议纪要")


def unit_line(code: str, place: int, parent: str) -> str:
    total = ", reports: total" if code == "150702" else ""
    above = {"150703": "150702", "150704": "150702"}.get(code, parent)
    parents = f', parent: "{above}"' if above else ""
    return f'  - {{code: "{code}", name: 县{code}, registry: {{streets: {place + 1}}}{parents}{total}}}\n'


def share(chance: random.Random, calm: bool) -> str:
    """At the very edge in calm months: whole tenths, the same for most; hundreds of times as much, or with decimals in others."""
    if calm:
        return f"{{numerator: {chance.choice([3, 5, 5, 5, 5, 5, 7, 8])}, denominator: 10}}"
    whole = chance.choice([10, 10, 9, 20, 100, 1000, "1000.5", "0.000001", "999999999999.999999"])
    part = chance.choice([1, 3, 5, 5, 5, 7, 8, 30, 50, 50, 70, "3.3", "333.333333", "999999999999"])
    return f"{{numerator: {part}, denominator: {whole}}}"


def handed_in(chance: random.Random, unit: str, month: int, copied: list[str]) -> str:
    entries = [f"  {name}: {share(chance, month % 2 == 0)}" for name in ("beds", "some", "few", "more")]
    entries += [f"  spent: {{value: {chance.choice([1, 2, 5, '7.25'])}}}"]
    for name in ("plan", "rules", "law"):
        if chance.random() < 0.4:
            papers = ", ".join(chance.sample(PAPERS, chance.choice([1, 2])))
            entries.append(f"  {name}: {{done: true, on: 2022-03-01, evidence: [{papers}]}}")
    chance.shuffle(entries)
    entries = [entry for entry in entries if chance.random() < 0.9]
    if chance.random() < 0.2 and copied:
        entries = chance.choice(copied).split("\n")
    elif len(entries) > 3:
        copied.append("\n".join(entries))
    told = [
        f"  - {{rule: {rule}, target: {target}, values: {values}, reason: {chance.choice(REASONS)}}}"
        for rule, target, values in (
            ("outlier", "beds", "{numerator: 5}"),
            ("outlier", "few", "{denominator: 10}"),
            ("any-query", "some", "{numerator: 5, denominator: 10}"),
            ("evidence-borrowed", "plan", "{done: true}"),
        )
        if chance.random() < 0.2
    ]
    head = f'unit: "{unit}"\nperiod: 2022-{month:02}\nreceived: 2022-{month + 1:02}-04\nentries:\n'
    return head + "\n".join(entries) + "\n" + ("explanations:\n" + "\n".join(told) + "\n" if told else "")


def both(root: Path, seed: int) -> tuple[Path, Path]:
    """The workspaces of three places with the data set above them, and one workspace of everything."""
    chance = random.Random(seed)  # noqa: S311 - made-up figures
    files = {"各地/汇总/mzgz.yaml": ABOVE}
    whole = ABOVE
    copied: list[str] = []
    for name, (code, count) in PLACES.items():
        codes = [f"{code[:4]}{number:02}" for number in range(2, 2 + count)]
        own = f'bureau: {{name: {name}局, city: {name}, code: "{code}"}}\nunits:\n'
        files[f"{name}/mzgz.yaml"] = own + "".join(unit_line(unit, place, "") for place, unit in enumerate(codes))
        whole += "".join(unit_line(unit, place, code) for place, unit in enumerate(codes))
        for month in range(1, 5):
            for unit in codes:
                if chance.random() < 0.95:
                    path = f"submissions/2022-{month:02}/{unit}.yaml"
                    text = handed_in(chance, unit, month, copied)
                    files[f"{name}/{path}"] = files[f"whole/{path}"] = text
    files["whole/mzgz.yaml"] = whole
    files["汇总/mzgz.yaml"] = files.pop("各地/汇总/mzgz.yaml")
    for place in (*PLACES, "whole", "汇总"):
        files[f"{place}/targets/2022/01-care.yaml"] = PLAN
    write_files(root, files)
    with pytest.raises(SystemExit):
        run(["collect", *(str(root / name) for name in PLACES), "--into", str(root / "汇总")])
    return root / "whole", root / "汇总"


def of_the_rules(root: Path) -> list[Diagnostic]:
    """What they find in the files, each told from the workspace it was handed in by."""
    ledger, found = load(root)
    slugs = {rule.slug for rule in RULES}
    judged = [each for each in validation.run(ledger, found, DAY).findings if each.rule in slugs]
    return [
        replace(each, source=replace(each.source, path=from_home(each.source.path)), message=from_home(each.message))
        for each in judged
    ]


def from_home(text: str) -> str:
    """A path, or a message with paths, as told from above."""
    homes = {code[:4]: name for name, (code, _) in PLACES.items()}
    return re.sub(r"submissions/[0-9-]+/([0-9]{4})", lambda match: f"{homes[match[1]]}/{match[0]}", text)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], tuple[list[Diagnostic], CollectedLedger]]:
    """What the rules find in the files of a seed, and the data set of the same files."""

    @cache
    def of_seed(seed: int) -> tuple[list[Diagnostic], CollectedLedger]:
        whole, above = both(tmp_path_factory.mktemp("both"), seed)
        ledger = open_ledger(above)[1]
        assert isinstance(ledger, CollectedLedger)
        return of_the_rules(whole), ledger

    return of_seed


@pytest.mark.parametrize("seed", range(6))
def test_the_findings_are_the_same(made: Callable[[int], tuple[list[Diagnostic], CollectedLedger]], seed: int) -> None:
    wanted, ledger = made(seed)
    found = list(across_units(ledger, DAY))
    assert [each for each in wanted if each not in found] == []
    assert [each for each in found if each not in wanted] == []
    assert len({each.rule for each in found}) >= 5


def test_a_bound_between_cut_off_shares_is_drawn_by_fractions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twenty points from the middle are still alike, a millionth more is not: what is cut off does not tell, or only just."""
    shares = ["500000, denominator: 1000000"] * 4 + ["300000, denominator: 1000000", "299999, denominator: 1000000"]
    files = {"汇总/mzgz.yaml": ABOVE, "甲市/mzgz.yaml": 'bureau: {name: 甲市局, city: 甲市, code: "150700"}\nunits:\n'}
    for place, told in enumerate(shares):
        unit = f"1507{place + 20}"
        files["甲市/mzgz.yaml"] += unit_line(unit, place, "")
        files[f"甲市/submissions/2022-01/{unit}.yaml"] = (
            f'unit: "{unit}"\nperiod: 2022-01\nreceived: 2022-02-04\nentries:\n  beds: {{numerator: {told}}}\n'
        )
    files["汇总/targets/2022/01-care.yaml"] = files["甲市/targets/2022/01-care.yaml"] = PLAN
    write_files(tmp_path, files)
    with pytest.raises(SystemExit):
        run(["collect", str(tmp_path / "甲市"), "--into", str(tmp_path / "汇总")])
    ledger = open_ledger(tmp_path / "汇总")[1]
    assert isinstance(ledger, CollectedLedger)
    found = [each for each in across_units(ledger, DAY) if each.rule == "outlier"]
    assert [(each.unit, str(each.source)) for each in found] == [
        ("150725", "甲市/submissions/2022-01/150725.yaml:5:21")
    ]


@pytest.mark.parametrize("fault", ["no exact reckoning", "greater for at least", "the lower middle"])
def test_a_fault_would_be_seen(
    made: Callable[[int], tuple[list[Diagnostic], CollectedLedger]], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if fault == "no exact reckoning":
        monkeypatch.setattr(share_outliers, "_exactly", lambda *_: [])
    elif fault == "greater for at least":
        monkeypatch.setattr(share_outliers, "DEVIATIONS", 4)
    else:
        monkeypatch.setattr(
            share_outliers, "_MIDDLE", share_outliers._MIDDLE.replace("ks[c // 2 + 1]", "ks[(c + 1) // 2]")
        )
    different = 0
    for seed in range(4):
        wanted, ledger = made(seed)
        different += {*map(str, wanted)} != {*map(str, across_units(ledger, DAY))}
    assert different
