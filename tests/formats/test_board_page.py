"""The board as one file: the figures of status, equal bytes, nothing from outside, nothing of a workspace as markup."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from pathlib import Path

import pytest

from goldens import ROOT
from mzgz import validation
from mzgz.formats.html import board_html
from mzgz.formats.html.help_words import for_people
from mzgz.formats.progress_json import status_json
from mzgz.intake.workspace import load
from mzgz.progress import Board, Cause, Light
from mzgz.publishing.overview import Overview, overview
from mzgz.publishing.overview.light_groups import LEGEND
from mzgz.validation import RULES
from mzgz.validation.manual import read_manual
from workspace import make_workspace

LIMIT = 300_000


def page_of(root: Path, day: date, unit: str | None = None) -> Overview:
    ledger, found = load(root)
    findings = validation.run(ledger, found, day).findings
    units = None if unit is None else [ledger.units.by_code[unit]]
    return overview(Board(ledger, 2022, day), findings, units)


@pytest.fixture(scope="module")
def july() -> Overview:
    return page_of(ROOT, date(2022, 7, 8))


@pytest.fixture(scope="module")
def text(july: Overview) -> str:
    return board_html(july, "XX市民政局·2022年目标任务")


def test_one_small_file_that_asks_for_nothing(text: str) -> None:
    assert len(text.encode()) <= LIMIT
    assert not re.findall(r"<script|<link|<img|<iframe|\bsrc=|@import|url\(|https?:|//[a-z]", text)
    assert set(re.findall(r'href="(.)', text)) == {"#"}


def test_every_link_leads_somewhere(text: str) -> None:
    places = set(re.findall(r'id="([^"]+)"', text))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= places


def test_equal_input_gives_equal_bytes(text: str) -> None:
    assert board_html(page_of(ROOT, date(2022, 7, 8)), "XX市民政局·2022年目标任务") == text


def test_every_figure_is_that_of_status(july: Overview, text: str) -> None:
    known = json.loads(status_json(july.board, list(july.board.plan.targets), None))
    for target in known["targets"]:
        block = text[text.index(f'<details id="t-{target["id"]}">') :]
        block = html.unescape(block[: block.index("</details>")])
        assert f"<b>{target['city']['display']}</b>" in block
        rows = dict(re.findall(r'<tr><td>([^<]+)<td class="[^"]+">([^<]*?)\??<td>', block))
        labels = {unit.code: unit.label for unit in july.board.ledger.units.units}
        shown = {labels[code]: one["display"] for code, one in target["units"].items() if code in labels}
        assert {name: shown[name] for name in rows} == rows
        silent = {name for name in shown if name not in rows}
        assert all(shown[name] in ("不适用", "未到") for name in silent)


def test_the_first_sentence_says_what_a_director_quotes(text: str) -> None:
    said = re.sub(r"<[^>]+>", "", text[text.index("<h1>") : text.index("</h1>")])
    assert re.fullmatch(
        r"时间过去一半。133项里\d+项逾期、\d+项欠进度（其中1项补不回来）；\d+项已完成。因新右旗没有报全，\d+项全市数暂时定不了。",
        said,
    )


def test_a_silent_unit_is_marked_once_over_its_column() -> None:
    page = page_of(ROOT, date(2022, 5, 8))
    shown = board_html(page, "t")
    assert page.silent == {"150727"}
    assert len(re.findall(r'<th scope="col" class="silent">新右旗<br>未报</th>', shown)) == 1
    assert page.todo[0].words.startswith("催报")
    assert [unit.label for unit in page.todo[0].units] == ["新右旗"]


def test_a_unit_of_its_own_sees_its_cells_and_the_city_only() -> None:
    shown = board_html(page_of(ROOT, date(2022, 7, 8), "150723"), "t")
    assert "鄂伦春旗" in shown
    assert set(re.findall(r'id="u-(\d+)"', shown)) == {"150723"}
    assert set(re.findall(r"<tr><td>([^<]+)<td", shown)) == {"鄂伦春旗"}
    assert not re.search("根河|满洲里", shown)


def test_what_a_workspace_says_is_never_markup(tmp_path: Path) -> None:
    root = make_workspace(tmp_path)
    settings = root / "mzgz.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("name: 海拉尔区", 'name: "<script>alert(1)</script>"')
        + '\nnotice: "<img src=x onerror=alert(1)>"\n',
        encoding="utf-8",
    )
    shown = board_html(page_of(root, date(2022, 7, 8)), "<b>")
    assert "<script" not in shown
    assert "<img" not in shown
    assert "&lt;img" in shown


def test_a_figure_under_an_open_error_is_framed_and_questioned(tmp_path: Path) -> None:
    root = make_workspace(
        tmp_path,
        "# submissions/2022-06/150702.yaml\nentries:\n  nursing-bed-share: {numerator: 1500, denominator: 1450}\n",
    )
    page = page_of(root, date(2022, 7, 8))
    row = next(row for row in page.rows if row.city.target.id == "nursing-bed-share")
    assert [cell.unit.code for cell in row.cells if cell.doubtful] == ["150702"]
    assert row.alarms
    assert re.search(r'class="l-\w+ doubt"[^>]*>[^<]*<b>\?</b>', board_html(page, "t"))


def test_the_legend_knows_every_word_a_figure_can_bear() -> None:
    said = {word for word, _ in LEGEND}
    words = {light.value for light in Light if light is not Light.UNKNOWN} | {cause.value for cause in Cause}
    assert words <= said
    assert "逾期补齐" in said


def test_the_manual_on_the_help_page_says_no_key_and_no_file() -> None:
    told = [text for rule in RULES for text in (read_manual(rule).title, read_manual(rule).why)]
    assert [text for text in map(for_people, told) if re.search(r"[a-z]{3,}|[a-z]_", text)] == []
    assert for_people("市本级可以只写 note：说明原因。") == "市本级可以只写“说明”：说明原因。"
    assert for_people("在基期数里写明依据（reason）。") == "在基期数里写明依据。"


def test_a_figure_that_failed_earlier_in_the_year_says_when(july: Overview, text: str) -> None:
    """It is shown as it stands now: 100% of the 100% that are wanted, and not done."""
    row = next(each for each in july.watched if each.city.target.id == "visiting-rate")
    shown = text[text.index('href="#t-visiting-rate"') :].split("</tr>")[0]
    assert row.city.display == "100%"
    assert "1月、2月没有达到" in shown
