"""The desk in a real browser: a clerk's month and the bureau's by mouse and keyboard, axe on every page, old engines."""

from __future__ import annotations

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
from old_browsers import MODULES, sheets  # noqa: E402
from served_desk import served  # noqa: E402
from web_desk import PASSWORD, RETURN, Office  # noqa: E402

CHROMIUM = shutil.which("chromium")
AXE = MODULES / "axe-core/axe.min.js"
GRAVE = """axe.run({resultTypes: ["violations"]}).then(({violations}) => violations
    .filter(each => ["serious", "critical"].includes(each.impact)).map(each => [each.id, each.nodes[0].html.slice(0, 120)]))"""
"""What a reader would stumble over; the thousands of things that are right stay in the browser."""
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

        with bureau.expect_popup() as beside:
            bureau.click(".deeds >> text=通知")
        with beside.value.expect_download() as waiting:
            beside.value.click("tr:has-text('退回修改') >> text=下载 Word")
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


def tab_to(page: Any, seen: str) -> None:
    """Press Tab until an expression about the element in focus holds."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate(f"(function (here) {{ return {seen}; }}(document.activeElement))"):
            return
    raise AssertionError(f"not reached by Tab: {seen}")


def test_keyboard_alone_fills_explains_hands_in_returns_and_accepts(browser: Any, office: tuple[Office, str]) -> None:
    """From the login to the end of the month, without a mouse."""
    place, address = office
    clerk = enter(browser, address, "海拉尔")
    keys = clerk.keyboard
    tab_to(clerk, "here.id === 'f-nursing-bed-share-numerator'")
    for name, text in CELLS.items():
        if name != "nursing-bed-share-numerator":
            tab_to(clerk, f"here.id === 'f-{name}'")
        keys.type("812" if text == "1812" else text)
        if name == "care-beds-value":
            tab_to(clerk, "here.id === 'f-visit-system-done'")
            keys.press("ArrowDown")
        if name == "disability-jobs-value":
            tab_to(clerk, "here.id === 'f-rescue-plan-done'")
            keys.press("ArrowDown")
        if name == "rescue-plan-evidence":
            tab_to(clerk, "here.id === 'f-village-rules-stage'")
            for _ in range(5):
                if clerk.evaluate("document.activeElement.value") == "推进中":
                    break
                keys.press("ArrowDown")
    keys.press("ArrowUp")
    tab_to(clerk, "here.value === 'save'")
    keys.press("Enter")
    clerk.wait_for_selector("text=存好了")
    tab_to(clerk, "here.name === 'why:jump/nursing-bed-share'")
    keys.type("新建福利院投入使用，床位转为护理型")
    tab_to(clerk, "here.value === 'save'")
    keys.press("Enter")
    clerk.wait_for_selector("text=没有问题，可以交")
    tab_to(clerk, "here.value === 'hand-in'")
    keys.press("Enter")
    clerk.wait_for_selector("text=已经交给市局")
    assert "numerator: 812" in (place.root / "submissions/2022-06/150702.yaml").read_text(encoding="utf-8")

    bureau = enter(browser, address, "经办")
    tab_to(bureau, "here.textContent === '收报'")
    bureau.keyboard.press("Enter")
    bureau.wait_for_selector(".inbox")
    tab_to(bureau, "/150702$/.test(here.href)")
    bureau.keyboard.press("Enter")
    bureau.wait_for_selector("h1:has-text('海拉尔区')")
    tab_to(bureau, "here.name === 'words'")
    bureau.keyboard.type("请附名册")
    tab_to(bureau, "/退回/.test(here.textContent)")
    bureau.keyboard.press("Enter")
    bureau.wait_for_selector("text=月报已经退回")

    clerk.goto(f"{address}/fill/{MONTH}/150702?tab=all")
    tab_to(clerk, "here.id === 'f-village-rules-note'")
    keys.press("End")
    keys.type("，名册已附")
    tab_to(clerk, "here.value === 'hand-in'")
    keys.press("Enter")
    clerk.wait_for_selector("text=已经交给市局")
    bureau.goto(f"{address}/desk/{MONTH}/150702")
    tab_to(bureau, "here.textContent === '受理'")
    bureau.keyboard.press("Enter")
    bureau.wait_for_selector("text=月报已经受理")


DROPPED = """([name, bytes]) => {
  const moved = new DataTransfer();
  moved.items.add(new File([new Uint8Array(bytes)], name));
  document.querySelector('h1').dispatchEvent(new DragEvent('drop', {dataTransfer: moved, bubbles: true, cancelable: true}));
}"""


def test_a_workbook_let_go_of_anywhere_is_mended_explained_and_handed_in(
    browser: Any, office: tuple[Office, str], tmp_path: Path
) -> None:
    """Two to mend and one to explain; somebody else fills in his own unit at the same time."""
    place, address = office
    place.hire("扎区", DeskRole.FILL, "150703")
    clerk, other = enter(browser, address, "海拉尔"), enter(browser, address, "扎区")
    rows = {"1812": "nursing-bed-share 分子", "1450": "nursing-bed-share 分母", "很多": "care-beds 数值"}
    told = [(where.split()[0], where.split()[1], value) for value, where in rows.items()]
    told += [("disability-jobs", "数值", "31"), ("no-relapse", "数值", "0")]
    told += [("street-centres", "分子", "5"), ("street-centres", "分母", "7")]
    told += [("visiting-rate", "分子", "480"), ("visiting-rate", "分母", "500"), ("visit-system", "是否完成", "是")]
    lines = [f"150702,2022-06,{target},{field},{value}" for target, field, value in told if value != "很多"]
    lines.append("150702,2022-06,care-beds,数值,1405")
    data = "\n".join(["单位,报告期,目标标识,字段,值", *lines]).encode()
    clerk.evaluate(DROPPED, ["六月.csv", list(data)])
    clerk.wait_for_selector("text=文件已收进来")
    other.click("text=全部")
    other.fill("#f-care-beds-value", "77")
    other.click("button[value=save]")
    other.wait_for_selector("text=存好了")
    clerk.goto(f"{address}/fill/{MONTH}/150702?tab=all")
    for name in ("rescue-plan-on", "rescue-plan-evidence", "village-rules-note"):
        clerk.fill(f"#f-{name}", CELLS[name])
    for name in ("rescue-plan-done", "village-rules-stage"):
        clerk.select_option(f"#f-{name}", CHOICES[name])
    clerk.click("button[value=save]")
    clerk.click(".deeds >> text=有问题的")
    assert clerk.is_disabled("button[value=hand-in]")
    clerk.fill("#f-nursing-bed-share-numerator", "812")
    clerk.click("button[value=save]")
    clerk.goto(f"{address}/fill/{MONTH}/150702?tab=all")
    clerk.fill("#f-care-beds-value", "1450")
    clerk.click("button[value=save]")
    clerk.click(".tabs >> text=有问题的")
    clerk.fill("textarea[name='why:jump/nursing-bed-share']", "新建福利院投入使用，床位转为护理型")
    clerk.click("button[value=save]")
    clerk.click("button[value=hand-in]")
    clerk.wait_for_selector("text=已经交给市局")
    other.reload()
    assert other.input_value("#f-care-beds-value") == "77"
    assert (place.root / "half-filled/2022-06/150703.json").is_file()


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
    axe = AXE.read_text(encoding="utf-8")

    def look(name: str) -> None:
        page.evaluate(axe)
        faults.extend((name, *each) for each in page.evaluate(GRAVE))

    place, _ = office
    place.hire("管理", DeskRole.ADMIN)
    code = place.accounts.add("新人", DeskRole.CLERK, None, place.clock())
    fill = f"{address}/fill/{MONTH}/150702"
    for name, secret in (("海拉尔", PASSWORD), ("经办", PASSWORD), ("管理", PASSWORD), ("新人", code)):
        page.goto(f"{address}/login")
        look("/login")
        page.fill("#name", name)
        page.fill("#password", secret)
        page.keyboard.press("Enter")
        if name == "新人":
            page.wait_for_selector("#first")
            look("/password")
            break
        page.wait_for_selector("nav a")
        whole = [*pages(address), f"{address}/accounts", f"{address}/nowhere"]
        for one in (
            whole
            if name == "管理"
            else pages(address)
            if name == "经办"
            else [f"{fill}?tab=all", f"{fill}?tab=early", f"{address}/unit/150702"]
        ):
            page.goto(one)
            look(one.removeprefix(address))
        if name == "海拉尔":
            page.goto(f"{fill}?tab=all")
            page.fill("#f-nursing-bed-share-numerator", "1812")
            page.fill("#f-nursing-bed-share-denominator", "1450")
            page.click("button[value=save]")
            for tab in ("wrong", "blank", "all"):
                page.goto(f"{fill}?tab={tab}")
                look(f"fill, {tab}")
            page.set_input_files("input[type=file]", {"name": "坏.xlsx", "mimeType": "x/y", "buffer": b"PK"})
            page.click("form.upload button")
            page.wait_for_selector(".refused")
            look("a workbook that is refused")
        if name == "经办":
            page.goto(f"{address}/report")
            page.click("text=起草")
            look("a job")
        if name == "管理":
            page.goto(f"{address}/accounts")
            page.click("tr:has-text('海拉尔') >> text=停用")
            look("asked once more")
        page.click("text=退出")
    assert not faults
