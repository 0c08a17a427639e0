"""Board and desk in the browsers of old machines: nothing breaks, nothing falls off the side, the script works."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("flask")

from mzgz.apps.web.roles import DeskRole
from mzgz.formats.html import board_html
from mzgz.intake.workspace import load
from mzgz.progress import Board
from mzgz.publishing.overview import overview
from old_browsers import PACKAGES, PROBE, SCREEN, Seen, carried, look, printed, probed, sheets, unpacked
from served_desk import served
from web_desk import START, Office

RETURN = """# submissions/2022-06/150702.yaml
entries:
  nursing-bed-share: {numerator: 1812, denominator: 1450}
  care-beds: {value: 1450}
  no-relapse: {value: 0}
"""
pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("node") is None, reason="no node to unpack the old browsers with"
)


@pytest.fixture(scope="module", params=sorted(PACKAGES))
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not carried(request.param).is_dir():
        pytest.skip(f"Chromium {request.param} is not installed: npm install {PACKAGES[request.param]}")
    return unpacked(request.param, tmp_path_factory.mktemp(f"chromium{request.param}"))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path / "w", RETURN, auth_header="X-User", proxies=frozenset({"127.0.0.1"}))
    office.hire("海拉尔", DeskRole.FILL, "150702")
    office.hire("经办", DeskRole.CLERK)
    return office


@pytest.fixture
def desks(office: Office) -> Iterator[dict[str, str]]:
    """The address of the desk for each who has come in."""
    with served(probed(office.app, "海拉尔")) as filling, served(probed(office.app, "经办")) as deciding:
        yield {"海拉尔": filling, "经办": deciding}


def sound(seen: Seen, where: str) -> None:
    assert seen.faults == "", where
    assert seen.width <= SCREEN[0], where
    assert seen.boxes, where
    for name, left, top, right, bottom in seen.boxes:
        assert 0 <= left < right <= SCREEN[0], (where, name)
        assert bottom - top > 20, (where, name)


def test_every_page_of_the_desk_stands_in_an_old_browser(browser: Path, desks: dict[str, str]) -> None:
    pages = {
        "经办": ("/overview", "/desk/2022-06/150702", "/target/nursing-bed-share", "/unit/150702", "/report", "/help"),
        "海拉尔": ("/fill/2022-06/150702?tab=all", "/unit/150702"),
    }
    for name, paths in pages.items():
        for path in paths:
            seen = look(browser, desks[name] + path)
            sound(seen, path)
            assert seen.version in PACKAGES
    filling = look(browser, f"{desks['海拉尔']}/fill/2022-06/150702?tab=all")
    assert filling.saved == "改了1处，还没有存"


def test_parts_of_the_first_page_stand_beside_each_other(browser: Path, desks: dict[str, str]) -> None:
    """A grid that is not understood would lay them one below the other."""
    boxes = {name.split()[-1]: sides for name, *sides in look(browser, f"{desks['经办']}/overview").boxes}
    lead, watch = boxes["lead"], boxes["watch"]
    assert lead[3] <= watch[1] < SCREEN[1]
    beside = [sides for name, *sides in look(browser, f"{desks['经办']}/overview").boxes if name == "card"]
    assert beside[0][0] >= watch[2]
    assert beside[0][1] == watch[1]


def test_the_board_opens_from_its_file(browser: Path, office: Office, tmp_path: Path) -> None:
    ledger, _ = load(office.root)
    page = board_html(overview(Board(ledger, 2022, START.date()), ()), "看板")
    file = tmp_path / "看板.html"
    file.write_text(page.replace("<title>", f"<script>{PROBE}</script><title>"), encoding="utf-8")
    seen = look(browser, file.as_uri())
    sound(seen, "board")
    assert [name for name, *_ in seen.boxes[:2]] == ["card lead", "card watch"]
    pages = sheets(printed(browser, file.as_uri(), tmp_path / "看板.pdf"))
    assert {(round(width), round(height)) for width, height in pages} == {(842, 595)}
