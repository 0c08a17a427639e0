"""Every figure on a page is that of `status --format json`, and leads to the steps of `why`."""

from __future__ import annotations

import gc
import html
import json
import random
import re
import shutil
import weakref
from datetime import datetime
from pathlib import Path

import pytest

pytest.importorskip("flask")

from flask.testing import FlaskClient

from goldens import ROOT
from mzgz.apps.web.application import create_app
from mzgz.apps.web.loaded_workspace import WorkspaceView
from mzgz.apps.web.routes import overview as overview_routes
from mzgz.apps.web.web_settings import LOOPBACK, WebSettings
from mzgz.formats.html.help_words import for_people
from mzgz.formats.progress_json import status_json
from mzgz.formats.terminal.unit_status_text import to_be_done
from mzgz.formats.terminal.why_text import why_lines
from mzgz.intake.workspace import load
from mzgz.model.periods import Period
from mzgz.progress import Board, Node
from mzgz.progress.board import CITY
from mzgz.progress.target_history import at_node
from web_desk import RETURN, Office, token_of
from workspace import make_workspace

DAY = datetime(2022, 7, 8, 9, 0)  # noqa: DTZ001 - office hours are local
LINK = re.compile(r'<a href="/why/([a-z0-9-]+)(?:/(\d{6}))?">([^<]*)</a>')


@pytest.fixture(scope="module")
def board() -> Board:
    return Board(load(ROOT)[0], 2022, DAY.date())


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    root = tmp_path_factory.mktemp("sample")
    for name in ("mzgz.yaml", "targets", "submissions", "templates"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        else:
            shutil.copy(source, root / name)
    app = create_app(WebSettings(Path(root), b"k" * 32, lambda: DAY, entry_code="once", names=LOOPBACK))
    entered = app.test_client()
    assert entered.get("/enter/once").status_code == 302
    return entered


def linked(page: str) -> list[tuple[str, str, str]]:
    """Target, unit (empty: the city) and text of every figure with a walk-back."""
    return [(target, unit, html.unescape(text).strip()) for target, unit, text in LINK.findall(page)]


def test_every_linked_figure_is_that_of_status(board: Board, client: FlaskClient) -> None:
    known = {one["id"]: one for one in json.loads(status_json(board, list(board.plan.targets), None))["targets"]}
    pages = [
        "/overview",
        *(f"/target/{name}" for name in known),
        *(f"/unit/{unit.code}" for unit in board.ledger.units.units),
    ]
    seen = 0
    for address in pages:
        page = client.get(address).text
        for target, unit, text in linked(page):
            display = (known[target]["units"][unit] if unit else known[target]["city"])["display"]
            if address == "/overview" and unit:
                continue  # a narrow cell shows a share without its %; its title is looked at below
            assert text == display, (address, target, unit)
            seen += 1
    assert seen > 133 * 14


def test_narrow_cells_say_the_figure_in_full_in_their_title(board: Board, client: FlaskClient) -> None:
    page = client.get("/overview").text
    cells = re.findall(r'title="([^"]*)"><a href="/why/([a-z0-9-]+)/(\d{6})">([^<]*)</a>', page)
    assert len(cells) > 50
    for title, target, unit, text in cells:
        progress = board.unit(target, unit)
        assert html.unescape(title).startswith(f"{board.ledger.units.by_code[unit].label}：{progress.display} ")
        shown = html.unescape(text).strip()
        assert shown in ("", "—", "待", "是", "否", progress.display.removesuffix("%")), (target, unit)
        if progress.state == "reported" and progress.target.operands:
            assert shown == progress.display.removesuffix("%")


def test_no_link_is_without_words(client: FlaskClient) -> None:
    """Nobody who listens to a page could tell where it leads: the cell of a silent unit, a duty that has no figure."""
    pages = ["/overview", "/overview?on=2022-07-03", "/desk/2022-06/150702?tab=all", "/unit/150702"]
    pages += ["/fill/2022-06/150702?tab=all", "/target/nursing-bed-share", "/why/nursing-bed-share/150702", "/log"]
    blank = [(at, link) for at in pages for link in re.findall(r"<a href[^>]*>\s*</a>", client.get(at).text)]
    assert blank == []
    assert "未报" in client.get("/overview?on=2022-07-03").text


def in_words(line: str) -> str:
    """A page says no key of a file; the places it leads back to stay."""
    return line if "/" in line else for_people(line)


def test_fifty_figures_at_random_lead_to_the_steps_of_why(board: Board, client: FlaskClient) -> None:
    chance = random.Random(50)  # noqa: S311 - the same fifty every time
    pages = ["/overview", *(f"/unit/{unit.code}" for unit in chance.sample(board.ledger.units.units, 4))]
    pages += [f"/target/{name}" for name in chance.sample([*board.plan.targets], 8)]
    figures = sorted({each for address in pages for each in linked(client.get(address).text)})
    for target, unit, text in chance.sample(figures, 50):
        node = Node("unit", unit, board.ledger.units.by_code[unit].label) if unit else CITY
        steps = ["".join(cell.text for cell in line) for line in why_lines(board, at_node(board, target, node), 100)]
        page = html.unescape(client.get(f"/why/{target}/{unit}".rstrip("/")).text)
        shown = page[page.index('<pre class="walkback">') + 22 : page.index("</pre>")].splitlines()
        assert [line.rstrip() for line in shown] == [in_words(line.rstrip()) for line in steps], (target, unit, text)


@pytest.mark.parametrize("stray", ["annual/2021.csv", "evidence/通知.pdf", "letters/2022-05.yaml"])
def test_a_file_laid_into_any_folder_that_is_read_is_seen_without_a_restart(tmp_path: Path, stray: str) -> None:
    view = WorkspaceView(make_workspace(tmp_path / "w"))
    view.state(DAY.date())
    file = view.root / stray
    file.parent.mkdir(parents=True)
    file.write_text("没有这样的内容", encoding="utf-8")
    seen = view.state(DAY.date()).loaded
    assert seen == tuple(load(view.root)[1])
    assert stray in {finding.source.path for finding in seen}


def test_the_overview_is_drawn_once_for_what_stands_and_anew_when_something_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    compose = overview_routes.composed
    monkeypatch.setattr(overview_routes, "composed", lambda *given: drawn.append("x") or compose(*given))
    office = Office(tmp_path, RETURN.replace("submissions/2022-06", "submissions/2022-05"))
    one, other = office.local(), office.local()
    first, second = one.get("/overview").text, other.get("/overview").text
    main = re.compile(r"<main.*</main>", re.S)
    assert main.findall(first) == main.findall(second)
    assert token_of(one, "/overview") != token_of(other, "/overview")  # what is each visitor's own is not kept
    assert len(drawn) == 1
    assert one.get("/overview?on=2022-06-08").text != first
    assert len(drawn) == 2
    file = office.root / "submissions/2022-05/150702.yaml"
    file.write_text(
        office.text("submissions/2022-05/150702.yaml").replace("no-relapse: {value: 0}", "no-relapse: {value: 1}"),
        encoding="utf-8",
    )
    changed = one.get("/overview").text
    assert main.findall(changed) != main.findall(first)
    assert len(drawn) == 3


def test_the_page_of_a_unit_says_first_what_is_red_and_why(board: Board, client: FlaskClient) -> None:
    """What `status --unit` says of a red one, above the long list; that nothing is red is said, too."""
    page = html.unescape(client.get("/unit/150723").text)
    above = page[: page.index('<table class="list">')]
    assert "要办的（5项）" in above
    assert "目标>90%，期限2022-06-30：城镇社区里还要有2个有社区养老服务站服务" in above
    assert "6月填报说明：3个社区与邻近站点的签约服务还没有谈成" in above
    assert "1月99.0%、2月99.7%没有达到" in above
    assert above.index("社区养老服务站覆盖率") < above.index("特殊困难老年人月探访率")
    assert 'href="/letters/2022-06"' in above
    red = {
        unit.code: sum(to_be_done(board.part(one, unit.code)) for one in board.plan.targets) for unit in board.listed
    }
    for code, count in red.items():
        said = f"要办的（{count}项）" if count else "没有逾期、欠进度、未报的"
        assert said in client.get(f"/unit/{code}").text


def test_the_walk_back_of_a_page_names_no_command(tmp_path: Path) -> None:
    office = Office(tmp_path, RETURN.replace("numerator: 812", "numerator: 1812"))
    office.clock.now = DAY
    page = office.local().get("/why/nursing-bed-share/150702").text
    assert "这个数有强制问题没有改正（见该单位的月报）" in page
    assert "mzgz" not in page


def test_what_was_read_before_does_not_stay_in_memory(tmp_path: Path) -> None:
    """It is bound in circles: eight readings used to double what the desk took."""
    root = make_workspace(tmp_path, RETURN)
    view = WorkspaceView(root)
    state = view.state(DAY.date())
    before = weakref.ref(state.ledger)
    assert state.board.city("nursing-bed-share").words
    assert state.letters(Period.parse("2022-06")) is state.letters(Period.parse("2022-06"))
    del state
    file = root / "submissions/2022-06/150702.yaml"
    file.write_text(file.read_text("utf-8").replace("812", "813"), "utf-8")
    gc.disable()
    try:
        assert view.state(DAY.date()) is not None
        assert before() is None
    finally:
        gc.enable()
