"""A workspace in a git repository: one commit for each deed, by who did it; a deed never waits for git to be well."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("flask")

from mzgz.apps.web.roles import DeskRole
from mzgz.formats.disk.git_commits import commit
from web_desk import RETURN, Office, form_of, post

PAGE, DESK = "/fill/2022-06/150702", "/desk/2022-06/150702"
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git on this machine")


def git(root: Path, *words: str) -> str:
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "core.quotepath=off", *words]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout  # noqa: S603


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path / "w", RETURN)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    office.hire("经办", DeskRole.CLERK)
    git(office.root, "init", "-q")
    git(office.root, "add", "-A")
    git(office.root, "commit", "-qm", "began")
    return office


def hand_in(office: Office, value: str) -> None:
    client = office.client("海拉尔")
    form = form_of(client, f"{PAGE}?tab=all") | {"cell:disability-jobs/value": value, "do": "hand-in"}
    assert post(client, PAGE, form).status_code == 302


def decide(office: Office, deed: str) -> None:
    client = office.client("经办")
    assert post(client, f"{DESK}/{deed}", form_with_stamp(client.get(DESK).text), page=DESK).status_code == 302


def form_with_stamp(page: str) -> dict[str, object]:
    return {"stamp": page.split('name="stamp" value="')[1].split('"')[0], "words": "请附建设名册"}


def test_each_deed_is_a_commit_by_who_did_it(office: Office) -> None:
    hand_in(office, "32")
    decide(office, "return")
    hand_in(office, "33")
    decide(office, "accept")
    log = git(office.root, "log", "--format=%an %s", "--reverse").splitlines()
    assert log == [
        "t began",
        "海拉尔·填 交：海拉尔 2022-06",
        "经办·局经办 退回：海拉尔 2022-06",
        "海拉尔·填 交：海拉尔 2022-06",
        "经办·局经办 受理：海拉尔 2022-06",
    ]
    assert git(office.root, "status", "--porcelain") == ""
    assert "disability-jobs: {value: 33}" in git(office.root, "show", "HEAD:submissions/2022-06/150702.yaml")
    shown = git(office.root, "show", "--name-only", "--format=", "HEAD").split()
    assert {path.split("/")[0] for path in shown} <= {"acceptance", "log", "received", "submissions"}


def test_what_somebody_else_has_begun_stays_his(office: Office) -> None:
    """Changed, staged and new files of somebody else do not slip into the commit of a deed."""
    for name in ("changed.md", "staged.md"):
        (office.root / name).write_text("a", encoding="utf-8")
    git(office.root, "add", "staged.md")
    hand_in(office, "32")
    assert git(office.root, "status", "--porcelain").split() == ["A", "staged.md", "??", "changed.md"]


def test_hooks_do_not_run(office: Office) -> None:
    for name in ("pre-commit", "post-commit", "prepare-commit-msg"):
        hook = office.root / ".git/hooks" / name
        hook.write_text("#!/bin/sh\ntouch ran\nexit 1\n", encoding="utf-8")
        hook.chmod(0o755)
    hand_in(office, "32")
    assert not (office.root / "ran").exists()
    assert "交：海拉尔" in git(office.root, "log", "-1", "--format=%s")


@pytest.mark.parametrize("trouble", ["no git", "locked"])
def test_a_deed_does_not_fail_because_of_git(office: Office, trouble: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if trouble == "no git":
        monkeypatch.setenv("PATH", "/nowhere")
    else:
        (office.root / ".git/index.lock").touch()
    hand_in(office, "32")
    assert "disability-jobs: {value: 32}" in office.text("submissions/2022-06/150702.yaml")


def test_it_can_be_left_off(tmp_path: Path) -> None:
    office = Office(tmp_path / "w", RETURN, commits=False)
    office.hire("海拉尔", DeskRole.FILL, "150702")
    git(office.root, "init", "-q")
    git(office.root, "add", "-A")
    git(office.root, "commit", "-qm", "began")
    hand_in(office, "32")
    assert git(office.root, "log", "--format=%s").split() == ["began"]


def test_without_a_repository_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert commit(tmp_path, ["a"], "x", "y", os.environ) is False


def test_a_name_cannot_become_something_else(office: Office) -> None:
    (office.root / "a").touch()
    assert commit(office.root, ["a"], "某人 <x@y>\nEvil: z", "看", os.environ) is True
    assert git(office.root, "log", "-1", "--format=%an|%ae").strip() == "某人 x@yEvil: z|desk@localhost"


@pytest.mark.parametrize("place", ["config", "included", "worktree"])
def test_no_filter_of_the_repository_runs(office: Office, place: str) -> None:
    """The deed is done all the same; only there is no commit of it."""
    (office.root / ".gitattributes").write_text("* filter=x\n", encoding="utf-8")
    command = "touch ran; cat"
    if place == "config":
        git(office.root, "config", "filter.x.clean", command)
    elif place == "worktree":
        git(office.root, "config", "extensions.worktreeConfig", "true")
        git(office.root, "config", "--worktree", "filter.x.clean", command)
    else:
        (office.root / ".git/more").write_text(f'[filter "x"]\n\tprocess = "{command}"\n', encoding="utf-8")
        git(office.root, "config", "include.path", "more")
    hand_in(office, "32")
    assert not (office.root / "ran").exists()
    assert "disability-jobs: {value: 32}" in office.text("submissions/2022-06/150702.yaml")
    assert git(office.root, "log", "--format=%s").split() == ["began"]


def test_a_filter_of_the_machine_leaves_commits_be(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    home = office.root.parent / "home"
    home.mkdir()
    (home / ".gitconfig").write_text('[filter "lfs"]\n\tclean = cat\n', encoding="utf-8")
    monkeypatch.setenv("HOME", str(home))
    hand_in(office, "32")
    assert "交：海拉尔" in git(office.root, "log", "-1", "--format=%s")
