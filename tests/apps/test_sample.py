"""The sample year: made anew byte for byte, read without a fault, and with no findings but those of its story."""

from __future__ import annotations

import importlib
import re
from collections import Counter
from pathlib import Path

import pytest

from goldens import ROOT
from mzgz import validation
from mzgz.intake.workspace import load
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from sample_year import sample_ledger

STORY = """\
提示 late-return submissions/2022-02/150785.yaml
提示 late-return submissions/2022-03/150785.yaml
提示 month-skipped submissions/2022-04/150727.yaml
提示 late-return submissions/2022-05/150785.yaml
核实 jump submissions/2022-08/150726.yaml（已说明：综合福利院新楼8月投入使用，新增床位60张，其中护理型38张）
核实 jump submissions/2022-08/150726.yaml（已说明：综合福利院新楼8月投入使用，新增床位60张，其中护理型38张）
提示 late-return submissions/2022-08/150785.yaml
提示 late-return submissions/2022-09/150785.yaml
提示 done-late submissions/2022-10/150723.yaml
提示 done-late submissions/2022-10/150785.yaml
提示 late-return submissions/2022-11/150785.yaml
"""


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return sample_ledger()


def texts(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("2022-*/*.yaml")}


def told(ledger: Ledger) -> list[str]:
    """Everything a person wrote in words."""
    words: list[str] = []
    for item in ledger.submissions.values():
        words += [text for entry in item.entries.values() for text in (entry.note, entry.not_applicable) if text]
        words += [proof for entry in item.entries.values() for proof in entry.evidence]
        words += [record.text for record in (*item.highlights, *item.problems)]
        words += [f"{honour.title}：{honour.recipient}" for honour in item.honours]
    return words


def test_the_generator_writes_the_committed_files_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    written = importlib.import_module("make_sample").write(tmp_path)
    assert written == 179
    assert texts(tmp_path / "submissions") == texts(ROOT / "submissions")


def test_the_sample_reads_without_a_fault(ledger: Ledger) -> None:
    assert load(ROOT)[1] == []
    assert len(ledger.submissions) == 179
    quarter_end = [
        len(item.entries)
        for (month, unit), item in ledger.submissions.items()
        if month == Period.parse("2022-09") and unit != "150700"
    ]
    assert min(quarter_end) >= 55


def test_only_the_findings_that_the_story_needs(ledger: Ledger) -> None:
    findings = [item for item in validation.run(ledger).findings if item.source.path.startswith("submissions/")]
    lines = [
        f"{item.severity.label} {item.rule} {item.source.path}"
        + (f"（已说明：{item.explained}）" if item.explained else "")
        for item in findings
    ]
    assert "".join(f"{line}\n" for line in lines) == STORY


def test_nobody_can_be_recognised(ledger: Ledger) -> None:
    words = told(ledger)
    assert len(words) > 2000
    assert [text for text in words if re.search(r"[0-9]{7,}", text)] == []
    assert [text for text in words if re.search("同志|先生|女士|姓名|身份证", text)] == []
    offices = {item.filled_by for item in ledger.submissions.values()} | {
        item.approved_by for item in ledger.submissions.values()
    }
    assert offices == {"规划财务股", "规划财务科", "综合股", "办公室", "局长", "分管副局长"}


def test_districts_do_not_copy_from_each_other(ledger: Ledger) -> None:
    notes = Counter(
        (str(month), target, entry.note)
        for (month, _), item in ledger.submissions.items()
        for target, entry in item.entries.items()
        if entry.note
    )
    assert [key for key, times in notes.items() if times > 1] == []


def test_highlights_stand_under_headings_of_the_plan(ledger: Ledger) -> None:
    titles = {section.section.title for section in ledger.plans[2022].sections}
    assert {record.section for item in ledger.submissions.values() for record in item.highlights} == titles
    assert {record.section for item in ledger.submissions.values() for record in item.problems} <= titles
