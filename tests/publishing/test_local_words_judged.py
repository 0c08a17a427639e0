"""Sentences typed over the speech of a county or a district are judged in its own words: 全县, 乡镇, 街道."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import made_up_bureaus
from made_up_bureaus import ALL, YEAR
from mzgz.intake.workspace import load
from mzgz.model.edited_document import PrintedDocument, PrintedParagraph
from mzgz.model.findings import Severity
from mzgz.publishing.report.document_kinds import board_for, make
from mzgz.publishing.verify.document_verification import verify

_SECTION = (
    "办好养老服务",
    (
        ("ratio", "每千名老人床位", "养老床位", "张"),
        ("ratio", "火化率", "火化遗体", "具"),
        ("milestone", "建成未成年人保护站", "", ""),
    ),
)
_HEADING = (f"二、{YEAR}年民政工作取得新的成效",)


def told_of(root: Path, bureau: made_up_bureaus.Bureau) -> Callable[[str], list[str]]:
    """Of six units the last has 55 of a hundred, the others 62; two have not built their station, one never reported it."""
    made_up_bureaus.make(root, bureau._replace(sections=(_SECTION,), units=bureau.units[:6]))
    (plan,) = (root / "targets" / str(YEAR)).glob("*.yaml")
    text = plan.read_text("utf-8").replace('goal: ">= 60%"', 'goal: ">= 600"\n    per: 1000\n    unit: 张/千人', 1)
    plan.write_text(text, "utf-8")
    for path in sorted(root.glob("submissions/*/*.yaml")):
        place = sorted(each.name for each in path.parent.iterdir()).index(path.name)
        filled = re.sub("numerator: [0-9]+", f"numerator: {55 if place == 5 else 62}", path.read_text("utf-8"))
        rows = [line for line in filled.splitlines(keepends=True) if "milestone" not in line]
        if path.parent.name.endswith("-12") and place > 0:
            done = f"true, on: {YEAR}-12-10, evidence: [第3号验收单]" if place > 2 else "false, note: 手续没有办完"
            key = re.search("id: (milestone-[0-9-]+)", text)
            assert key is not None
            rows.append(f"  {key[1]}: {{done: {done}}}\n")
        path.write_text("".join(rows), "utf-8")
    ledger, _ = load(root)
    board = board_for(ledger, YEAR, date(YEAR + 1, 1, 6), whole_year=True)
    speech = make("speech", board, root).document

    def told(words: str) -> list[str]:
        printed = PrintedDocument("speech", (PrintedParagraph(0, "", 1, words, _HEADING),))
        return [
            item.diagnostic.message
            for item in verify(printed, board, "speech.docx", speech).found
            if item.paragraph and item.diagnostic.code.startswith("V") and item.diagnostic.severity is not Severity.NOTE
        ]

    return told


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[str]]:
    return told_of(tmp_path_factory.mktemp("county"), ALL[3])


@pytest.mark.parametrize(
    "words",
    [
        "各乡镇火化率全部达标。",
        "6个乡镇的火化率都在60%以上。",
        "火化率没有达标的乡镇有3个。",
        "除青竹镇外，其余5个乡镇火化率都达到了目标。",
        "每千名老人床位，6个乡镇全部达到600张。",
    ],
)
def test_what_is_false_is_told(county: Callable[[str], list[str]], words: str) -> None:
    assert county(words)


@pytest.mark.parametrize(
    "words",
    [
        "5个乡镇火化率达标。",
        "6个乡镇的火化率都在54%以上。",
        "火化率没有达标的乡镇有1个。",
        "除白果乡外，其余5个乡镇火化率都达到了目标。",
        "每千名老人床位，6个乡镇都达到550张。",
        "每千名老人床位5个乡镇超过600张。",
        "未成年人保护站在2个乡镇拖了下来，还有1个乡镇没有报。",
        "火化率达到了目标，已报的5个乡镇合计为60.8%，差距在5个乡镇。",
    ],
)
def test_what_is_true_is_not_told(county: Callable[[str], list[str]], words: str) -> None:
    assert county(words) == []


def test_what_a_province_says_of_its_own_leagues_is_of_no_other_place(tmp_path: Path) -> None:
    told = told_of(tmp_path, made_up_bureaus.PROVINCE)
    assert told("各盟市火化率都超过70%。")
    assert told("各盟市火化率都超过60%。") == []
