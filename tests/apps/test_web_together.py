"""Two browsers and the command line on one unit's month: different cells go together, the same cell is told with both
values, and a desk that is killed leaves whole files. MZGZ_MANY=1 makes the large run: 200 walks, 100 kills."""

from __future__ import annotations

import html
import json
import os
import random
import re
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

pytest.importorskip("flask")

from flask.testing import FlaskClient

from commands import files_of, start, warm
from mzgz.apps.web.roles import DeskRole
from mzgz.apps.web.unfinished_forms import HalfFilled
from mzgz.formats.change_log_jsonl import log_files
from mzgz.formats.disk import lock
from mzgz.intake.workspace import load
from mzgz.intake.yaml.text_decoding import decode
from mzgz.model.periods import Period
from mzgz.workflow.change_log import broken
from web_desk import RETURN, Office, form_of, post

MANY = bool(os.environ.get("MZGZ_MANY"))
MONTH = Period.parse("2022-06")
PAGE = f"/fill/{MONTH}/150702"
CELLS = {
    "nursing-bed-share/numerator": "分子",
    "visiting-rate/numerator": "分子",
    "disability-jobs/value": "数值",
    "street-centres/numerator": "分子",
}
"""Cells that are changed, with their names in a CSV, and within what nothing has to be explained."""
BOUNDS = {
    "nursing-bed-share/numerator": (800, 990),
    "visiting-rate/numerator": (400, 500),
    "disability-jobs/value": (20, 60),
    "street-centres/numerator": (1, 7),
}


@pytest.fixture(autouse=True)
def loaded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MZGZ_CONFIG", str(tmp_path / "config"))
    warm()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path / "w", RETURN)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    office.hire("代录", DeskRole.ENTRY)
    return office


def imported(office: Office, cells: dict[str, str], folder: Path) -> None:
    """What somebody at the machine imports from a CSV meanwhile."""
    lines = [f"150702,{MONTH},{key.split('/')[0]},{CELLS[key]},{text}" for key, text in cells.items()]
    file = folder / "in.csv"
    file.write_text("单位,报告期,目标标识,字段,值\n" + "\n".join(lines) + "\n", encoding="utf-8")
    words = ["import", str(file), "--yes", "-C", str(office.root), "--received", "2022-07-04"]
    status, said = start(words, folder / "said").finish()
    assert status == 0, said


def shown(client: FlaskClient) -> dict[str, str]:
    """The cells of the page as it is drawn now."""
    return {name[5:]: text for name, text in form_of(client, f"{PAGE}?tab=all").items() if name.startswith("cell:")}


def told(page: str) -> set[tuple[str, str]]:
    """Both values of every cell that is told to be in conflict."""
    return set(re.findall(r"现在是“([^”]*)”，你写的是“([^”]*)”", html.unescape(page)))


# ── the same cell, different cells ───────────────────────────────────────────────────────────────────────────


def test_who_finds_the_workspace_taken_is_told_by_whom_and_nothing_is_written(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lock.PATIENCE == 10.0  # longer, and whoever waits at a page thinks it has broken
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    client = office.client("海拉尔")
    form = {**form_of(client, f"{PAGE}?tab=all"), "cell:disability-jobs/value": "32", "do": "save"}
    before = sorted(path for path in office.root.rglob("*") if ".mzgz" not in path.parts)
    with lock.held(office.root, "mzgz import（09:00:00 开始，甲机）", lambda holder: None):
        answer = post(client, PAGE, form)
    assert answer.status_code == 503
    assert "mzgz import（09:00:00 开始，甲机）正在写这个工作区，还没有写完。没有写入" in answer.text
    assert sorted(path for path in office.root.rglob("*") if ".mzgz" not in path.parts) == before
    assert post(client, PAGE, form).status_code == 302


def test_a_conflict_that_was_seen_is_settled_by_saving_again(office: Office) -> None:
    first, second = office.client("海拉尔"), office.client("代录")
    early = form_of(second, f"{PAGE}?tab=all")
    post(first, PAGE, form_of(first, f"{PAGE}?tab=all") | {"cell:disability-jobs/value": "32", "do": "save"})
    refused = post(second, PAGE, early | {"cell:disability-jobs/value": "33", "do": "save"})
    assert (refused.status_code, told(refused.text)) == (409, {("32", "33")})
    drawn = filled(refused.text)
    assert drawn["cell:disability-jobs/value"] == "33"
    assert post(second, PAGE, drawn | {"do": "save"}).status_code == 302
    assert shown(first)["disability-jobs/value"] == "33"


def test_what_is_imported_meanwhile_goes_together_with_what_is_put_aside(office: Office, tmp_path: Path) -> None:
    client = office.client("海拉尔")
    post(client, PAGE, form_of(client, f"{PAGE}?tab=all") | {"cell:disability-jobs/value": "32", "do": "save"})
    imported(office, {"visiting-rate/numerator": "499"}, tmp_path)
    assert post(client, PAGE, form_of(client, f"{PAGE}?tab=all") | {"do": "hand-in"}).status_code == 302
    entries = load(office.root)[0].submissions[MONTH, "150702"].entries
    assert (entries["disability-jobs"].value, entries["visiting-rate"].numerator) == (32, 499)


def test_the_same_cell_imported_meanwhile_is_told_before_it_is_handed_in(office: Office, tmp_path: Path) -> None:
    client = office.client("海拉尔")
    post(client, PAGE, form_of(client, f"{PAGE}?tab=all") | {"cell:disability-jobs/value": "32", "do": "save"})
    early = form_of(client, f"{PAGE}?tab=all")
    imported(office, {"disability-jobs/value": "40"}, tmp_path)
    refused = post(client, PAGE, early | {"do": "hand-in"})
    assert (refused.status_code, told(refused.text)) == (409, {("40", "32")})
    assert load(office.root)[0].submissions[MONTH, "150702"].entries["disability-jobs"].value == 40
    drawn = client.get(f"{PAGE}?tab=all").text
    assert told(drawn) == {("40", "32")}
    assert post(client, PAGE, filled(drawn) | {"do": "hand-in"}).status_code == 302
    assert load(office.root)[0].submissions[MONTH, "150702"].entries["disability-jobs"].value == 32


def filled(page: str) -> dict[str, str]:
    """The fields of a page that was answered with."""

    class Drawn:
        def get(self, _: str) -> Drawn:
            return self

        text = page

    return {name: html.unescape(text) for name, text in form_of(Drawn(), PAGE).items()}  # type: ignore[arg-type]


# ── walks ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Walk:
    """Somebody draws a page, somebody else, too; they change cells and send them in any order, and between them
    something is imported. `held` is what every cell must say: the last word that was taken."""

    office: Office
    folder: Path
    chance: random.Random
    held: dict[str, str] = field(default_factory=dict)
    drawn: dict[str, dict[str, str]] = field(default_factory=dict)
    clashes: int = 0

    def value(self, key: str) -> str:
        return str(self.chance.randint(*BOUNDS[key]))

    def step(self, clients: dict[str, FlaskClient]) -> None:
        who = self.chance.choice([*clients, "命令"])
        if who == "命令":
            self.bring_in(clients["海拉尔"])
        elif who in self.drawn and self.chance.random() < 0.7:
            self.send(who, clients[who])
        else:
            self.drawn[who] = form_of(clients[who], f"{PAGE}?tab=all")

    def bring_in(self, client: FlaskClient) -> None:
        before = shown(client)
        key = self.chance.choice([*CELLS])
        half, value = HalfFilled.of(self.office.root, "150702", MONTH), self.value(key)
        imported(self.office, {key: value}, self.folder)
        after = shown(client)
        typed = half.texts[key] if half and half.texts[key] != half.base[key] else None
        assert after[key] == (value if typed is None else typed)
        if half and typed not in (None, value) and value != half.base[key]:
            assert (value, typed) in told(client.get(f"{PAGE}?tab=all").text)
        assert {other: text for other, text in after.items() if other != key} == {
            other: text for other, text in before.items() if other != key
        }
        self.held[key] = after[key]  # what is put aside stands against it until somebody settles it

    def send(self, who: str, client: FlaskClient) -> None:
        form = self.drawn.pop(who)
        changed = {key: self.value(key) for key in self.chance.sample([*CELLS], self.chance.choice((1, 2)))}
        typed = {f"cell:{key}": text for key, text in changed.items()}
        now = shown(client)
        answer = post(client, PAGE, form | typed | {"do": self.chance.choice(("save", "save", "hand-in"))})
        if answer.status_code == 302:
            really = {key: text for key, text in changed.items() if text != form[f"was:{key}"]}
            both = [key for key, text in really.items() if now[key] not in (form[f"was:{key}"], text)]
            assert both == []
            self.held |= really
        else:
            assert answer.status_code == 409
            assert told(answer.text), "refused without both values"
            self.clashes += 1


@pytest.mark.parametrize("seed", range(200 if MANY else 8))
def test_two_browsers_and_the_command_lose_nothing(office: Office, tmp_path: Path, seed: int) -> None:
    clients = {name: office.client(name) for name in ("海拉尔", "代录")}
    walk = Walk(office, tmp_path, random.Random(seed))  # noqa: S311 - the same walks every time
    walk.held = {key: shown(clients["海拉尔"])[key] for key in CELLS}
    for _ in range(12):
        walk.step(clients)
        assert {key: shown(clients["代录"])[key] for key in CELLS} == walk.held
    final = filled(clients["海拉尔"].get(f"{PAGE}?tab=all").text)
    assert post(clients["海拉尔"], PAGE, final | {"do": "hand-in"}).status_code == 302
    assert {key: shown(clients["代录"])[key] for key in CELLS} == walk.held
    assert HalfFilled.of(office.root, "150702", MONTH) is None
    assert list(broken(log_files(office.root))) == []


def test_what_a_killed_desk_wrote_beside_its_place_is_gone_with_the_next_save(office: Office) -> None:
    left = ["half-filled/2022-06/.150702.json.ab12cd_4", "submissions/2022-06/.150702.yaml.ab12cd_4"]
    for name in left:
        (office.root / name).parent.mkdir(parents=True, exist_ok=True)
        (office.root / name).write_text("{", encoding="utf-8")
    client = office.client("海拉尔")
    assert post(client, PAGE, form_of(client, f"{PAGE}?tab=all") | {"do": "save"}).status_code == 302
    assert [name for name in left if (office.root / name).exists()] == []


def test_what_was_left_in_the_room_of_the_lock_is_gone_with_the_next_save(office: Office) -> None:
    """Nobody's that may still be being written: sessions are ended without the lock."""
    room = office.root / ".mzgz"
    left = [room / name for name in (".holder.ab12cd_4", ".accounts.json.ab12cd_4", ".ended-sessions.ab12cd_4")]
    fresh = room / ".ended-sessions.ab12cd_5"
    for file in (*left, fresh):
        file.write_text("", encoding="utf-8")
    for file in left:
        os.utime(file, (0, 0))
    client = office.client("海拉尔")
    assert post(client, PAGE, form_of(client, f"{PAGE}?tab=all") | {"do": "save"}).status_code == 302
    assert [file.name for file in (*left, fresh) if file.exists()] == [fresh.name]
    assert (room / "accounts.json").is_file()


# ── kills ────────────────────────────────────────────────────────────────────────────────────────────────────


def save_in_a_fork(office: Office, client: FlaskClient, form: dict[str, str]) -> int:
    """The desk in a process of its own that takes one form; its number."""
    pid = os.fork()
    if pid:
        return pid
    try:
        post(client, PAGE, form)
    finally:
        os._exit(0)


@pytest.mark.skipif(sys.platform == "win32", reason="runs are forks")
def test_a_desk_killed_at_any_save_leaves_whole_files(office: Office) -> None:
    """Each run saves or hands in and is killed somewhere on its way; what stands is the old or the new, and the log holds."""
    client = office.client("海拉尔")
    chance = random.Random(3)  # noqa: S311 - the same kills every time
    began = time.perf_counter()
    os.waitpid(save_in_a_fork(office, client, form_of(client, f"{PAGE}?tab=all") | {"do": "hand-in"}), 0)
    span = time.perf_counter() - began
    for number in range(100 if MANY else 10):
        before = shown(client)["disability-jobs/value"]
        value, deed = str(20 + number % 40), chance.choice(("save", "hand-in"))
        form = form_of(client, f"{PAGE}?tab=all") | {"cell:disability-jobs/value": value, "do": deed}
        pid = save_in_a_fork(office, client, form)
        time.sleep(chance.random() * span)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        for path, data in files_of(office.root).items():
            if path.endswith(".json"):
                json.loads(data)
            elif path.endswith(".yaml"):
                assert decode(data, path)[0] is not None, path
        assert shown(client)["disability-jobs/value"] in (before, value)
        assert [one for one in load(office.root)[1] if one.severity == "error"] == []
        assert list(broken(log_files(office.root))) == []
    final = form_of(client, f"{PAGE}?tab=all") | {"cell:disability-jobs/value": "59", "do": "hand-in"}
    assert post(client, PAGE, final).status_code == 302  # what was broken off is finished, nothing stands in the way
    assert load(office.root)[0].submissions[MONTH, "150702"].entries["disability-jobs"].value == 59
    # each save clears away what a killed one had written beside its place
    litter = [path for path in files_of(office.root) if "/." in path]
    assert litter == []
