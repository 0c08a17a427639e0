"""The desk in a real browser: a clerk's month and the bureau's by mouse and keyboard, axe on every page, old engines."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

pytest.importorskip("flask")
playwright = pytest.importorskip("playwright.sync_api")

from goldens import ROOT  # noqa: E402 - only where the desk is installed
from mzgz import validation  # noqa: E402
from mzgz.apps.web.roles import DeskRole  # noqa: E402
from mzgz.formats.html import board_html  # noqa: E402
from mzgz.intake.workspace import load  # noqa: E402
from mzgz.progress import Board  # noqa: E402
from mzgz.publishing.overview import overview  # noqa: E402
from old_browsers import sheets  # noqa: E402
from served_desk import served  # noqa: E402
from web_desk import PASSWORD, RETURN, Office  # noqa: E402

CHROMIUM = shutil.which("chromium")
AXE = Path(os.environ.get("MZGZ_AXE", "node_modules/axe-core/axe.min.js"))
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
MAY = "# submissions/2022-05/150702.yaml\nentries:\n  nursing-bed-share: {numerator: 300, denominator: 1450}\n"
MONTH = "2022-06"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Office, str]]:
    office = Office(tmp_path, MAY)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    office.hire("经办", DeskRole.CLERK)
    with served(office.app) as address:
        yield office, address


def enter(browser: Any, address: str, name: str) -> Any:
    """A page of somebody who has logged in, on a screen of 1366 × 768."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{address}/login")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("main")
    return page


A4_WIDE = (1122 - 2 * 34, 793 - 2 * 34)
"""What is printed on of A4 across, in pixels: 9 mm of margin."""


def test_the_board_prints_on_two_pages_across_with_no_column_cut(browser: Any, tmp_path: Path) -> None:
    day = date(2022, 7, 8)
    ledger, found = load(ROOT)
    board = Board(ledger, 2022, day)
    file = tmp_path / "看板.html"
    file.write_text(board_html(overview(board, validation.run(ledger, found, day).findings), "看板"), "utf-8")
    page = browser.new_context(viewport={"width": A4_WIDE[0], "height": A4_WIDE[1]}).new_page()
    page.goto(file.as_uri())
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= A4_WIDE[0]
    boxes = page.evaluate(
        """[...document.querySelectorAll('.card, .card table, .bar')].filter(each => each.offsetParent)
            .map(each => [each.className, each.getBoundingClientRect().right])"""
    )
    assert [name for name, right in boxes if right > A4_WIDE[0]] == []
    within = page.evaluate(
        """[...document.querySelectorAll('.card > table')].filter(each => each.offsetParent).map(each =>
            each.parentNode.getBoundingClientRect().right - each.getBoundingClientRect().right)"""
    )
    assert min(within) >= 2, "a table lies over the border of its card"
    sizes = sheets(page.pdf(prefer_css_page_size=True, print_background=True))
    assert [(round(width), round(height)) for width, height in sizes] == [(842, 595)] * 2


CELLS = {
    "nursing-bed-share-numerator": "1812",
    "nursing-bed-share-denominator": "1450",
    "care-beds-value": "1450",
    "no-relapse-value": "0",
    "street-centres-numerator": "5",
    "street-centres-denominator": "7",
    "visiting-rate-numerator": "480",
    "visiting-rate-denominator": "500",
    "disability-jobs-value": "31",
    "rescue-plan-on": "2022-06-20",
    "rescue-plan-evidence": "海民发〔2022〕12号",
    "village-rules-note": "已修订30个，其余正在走程序",
}
CHOICES = {"visit-system-done": "是", "rescue-plan-done": "是", "village-rules-stage": "推进中"}


def test_a_clerks_month_and_the_bureaus(browser: Any, office: tuple[Office, str]) -> None:
    """Filled, one number mended, one explained, handed in; returned with what was ticked, mended, accepted."""
    place, address = office
    clerk = enter(browser, address, "海拉尔")
    clerk.click("text=全部")
    for name, text in CELLS.items():
        clerk.fill(f"#f-{name}", text)
    for name, text in CHOICES.items():
        clerk.select_option(f"#f-{name}", text)
    clerk.click("button[value=save]")
    clerk.click("text=有问题的")
    assert "没存" not in clerk.inner_text("main")
    assert "护理型床位数1812张，大于床位总数1450张" in clerk.inner_text("main")
    assert clerk.is_disabled("button[value=hand-in]")
    clerk.click("text=改数")
    clerk.fill("#f-nursing-bed-share-numerator", "812")
    assert clerk.inner_text("#f-nursing-bed-share-numerator + .unsaved") == "没存"
    assert "改了1处，还没有存" in clerk.inner_text(".deeds")
    clerk.click("button[value=save]")
    clerk.fill("textarea[name='why:jump/nursing-bed-share']", "新建福利院投入使用，床位转为护理型")
    clerk.click("button[value=save]")
    assert "没有问题，可以交" in clerk.inner_text(".deeds")
    clerk.click("button[value=hand-in]")
    assert "已报" in clerk.inner_text("h1")
    assert (place.root / "submissions/2022-06/150702.yaml").is_file()

    bureau = enter(browser, address, "经办")
    bureau.click("nav >> text=收报")
    bureau.click(".inbox >> text=海拉尔")
    bureau.fill("input[name=words]", "请附名册")
    bureau.click("text=退回，带上打钩的")
    assert "退回（第1次）" in bureau.inner_text("h1")
    bureau.click("nav >> text=通知")
    assert "海拉尔" in bureau.inner_text("main")

    clerk.reload()
    assert "请附名册" in clerk.inner_text("[role=note]")
    clerk.goto(f"{address}/fill/{MONTH}/150702?tab=all")
    clerk.fill("#f-village-rules-note", "已修订30个，名册已附")
    clerk.click("button[value=save]")
    clerk.click("button[value=hand-in]")

    bureau.goto(f"{address}/desk/{MONTH}/150702")
    bureau.click("button:text-is('受理')")
    assert "已受理" in bureau.inner_text("h1")


TWO_ASKED = MAY + "  disability-jobs: {value: 3}\n" + RETURN
JUMP, TENFOLD = "护理型床位数812张，5月报的是300", "新增残疾人就业31人，上次报的是3"


def test_the_bureaus_month(browser: Any, tmp_path: Path) -> None:
    """Returned with what was ticked, the letter taken along; the second round shows what changed; accepted; a later
    change shows the difference, and the figure says whose it is."""
    place = Office(tmp_path, TWO_ASKED)
    place.hire("海拉尔", DeskRole.FILL, "150702")
    place.hire("经办", DeskRole.CLERK)
    desk, fill = f"/desk/{MONTH}/150702", f"/fill/{MONTH}/150702?tab=all"
    with served(place.app) as address:
        bureau = enter(browser, address, "经办")
        bureau.click("nav >> text=收报")
        bureau.click(".inbox >> text=海拉尔")
        assert bureau.is_disabled("button:text-is('受理')")
        ticks = bureau.locator("input[name=with]")
        assert [ticks.nth(n).is_checked() for n in range(ticks.count())] == [True, True]
        bureau.locator("tr.finding", has_text=TENFOLD).locator("input[name=with]").uncheck()
        bureau.fill("input[name=words]", "请附床位名册")
        bureau.click("text=退回，带上打钩的")
        assert "退回（第1次）" in bureau.inner_text("h1")

        bureau.click("text=看通知")
        with bureau.expect_download() as waiting:
            bureau.click("tr:has-text('退回修改') >> text=下载 Word")
        letter = plain_text(waiting.value.path())
        assert JUMP in letter
        assert "请附床位名册" in letter
        assert TENFOLD not in letter

        clerk = enter(browser, address, "海拉尔")
        clerk.goto(address + fill)
        told = clerk.inner_text("[role=note]")
        assert JUMP in told
        assert "请附床位名册" in told
        clerk.fill("#f-nursing-bed-share-numerator", "312")
        clerk.fill("#f-disability-jobs-value", "4")
        clerk.click("button[value=save]")
        clerk.click("button[value=hand-in]")
        assert "已经交给市局" in clerk.inner_text("[role=status]")

        bureau.goto(address + desk)
        since = bureau.inner_text(".since")
        assert "和第1次退回时相比，改了2处" in since
        assert "812\t312" in since
        assert "动过\n" + JUMP in since or "动过" + JUMP in since
        bureau.click("button:text-is('受理')")
        assert "已受理" in bureau.inner_text("h1")
        assert bureau.locator(".since").count() == 0

        clerk.goto(address + fill)
        assert "这个月办完了" in clerk.inner_text("[role=status]")
        clerk.fill("#f-disability-jobs-value", "5")
        clerk.click("button[value=hand-in]")
        bureau.goto(address + desk)
        assert "受理后改动" in bureau.inner_text("h1")
        assert "和受理时相比，改了1处" in bureau.inner_text(".since")
        assert "4\t5" in bureau.inner_text(".since")
        place.clock.pass_by(days=3)
        bureau = enter(browser, address, "经办")
        bureau.goto(f"{address}/why/disability-jobs/150702")
        assert "海拉尔·填" in bureau.inner_text("main")


def plain_text(file: Path) -> str:
    """All that stands in the paragraphs of a document."""
    root = etree.fromstring(zipfile.ZipFile(file).read("word/document.xml"))
    return "".join(root.itertext())


def test_keyboard_alone_fills_and_hands_over(browser: Any, office: tuple[Office, str]) -> None:
    place, address = office
    clerk = enter(browser, address, "海拉尔")
    clerk.goto(f"{address}/fill/{MONTH}/150702?tab=all")
    clerk.focus("#f-nursing-bed-share-numerator")
    clerk.keyboard.type("812")
    clerk.keyboard.press("ArrowDown")
    assert clerk.evaluate("document.activeElement.id") == "f-nursing-bed-share-denominator"
    clerk.keyboard.type("1450")
    for _ in range(200):
        clerk.keyboard.press("Tab")
        if clerk.evaluate("document.activeElement.value") == "save":
            break
    clerk.keyboard.press("Enter")
    clerk.wait_for_selector("text=已存，没有交")
    assert "812" in (place.root / "half-filled/2022-06/150702.json").read_text(encoding="utf-8")


def pages(address: str) -> list[str]:
    return [
        f"{address}{path}"
        for path in (
            "/overview",
            f"/desk/{MONTH}/150702",
            "/target/nursing-bed-share",
            "/unit/150702",
            "/why/nursing-bed-share/150702",
            "/report",
            f"/letters/{MONTH}",
            "/log",
            "/help",
        )
    ]


def test_no_page_scrolls_sideways_and_nothing_is_refused_by_the_policy(
    browser: Any, office: tuple[Office, str]
) -> None:
    _, address = office
    page = enter(browser, address, "经办")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for one in pages(address):
        page.goto(one)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1366, one
    assert not complaints


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed")
def test_axe_finds_nothing_serious(browser: Any, office: tuple[Office, str]) -> None:
    _, address = office
    page = browser.new_context(bypass_csp=True, viewport={"width": 1366, "height": 768}).new_page()
    faults: list[tuple[str, str, str]] = []

    def look(name: str) -> None:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for fault in page.evaluate("axe.run()")["violations"]:
            if fault["impact"] in ("serious", "critical"):
                faults.append((name, fault["id"], fault["nodes"][0]["html"][:120]))

    for name in ("海拉尔", "经办"):
        page.goto(f"{address}/login")
        look("/login")
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("nav a")
        for one in (
            pages(address)
            if name == "经办"
            else [
                f"{address}/fill/{MONTH}/150702?tab=all",
                f"{address}/fill/{MONTH}/150702?tab=early",
                f"{address}/unit/150702",
            ]
        ):
            page.goto(one)
            look(one.removeprefix(address))
        page.click("text=退出")
    assert not faults
