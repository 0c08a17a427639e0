"""The README does what it says: its commands run, in order, in a copy of the sample."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from commands import mzgz
from sample_year import copy_sample

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"^\$ mzgz (.*?)(?:\s+# 退出码 ([0-9]+))?$", re.MULTILINE)
COMMANDS = [
    match for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL) for match in COMMAND.findall(block)
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample to write into."""
    return copy_sample(tmp_path_factory.mktemp("sample"))


def test_there_are_commands_to_run() -> None:
    assert len(COMMANDS) >= 9


@pytest.mark.parametrize(("command", "status"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_a_command_of_the_readme_runs(workspace: Path, command: str, status: str) -> None:
    done = mzgz(*shlex.split(command), where=workspace)
    assert done.returncode == int(status or 0), done.stderr
    assert done.stdout.strip()


def test_the_submission_of_the_readme_is_sound(workspace: Path) -> None:
    text = re.findall(r"```yaml\n(unit:.*?)```", README, re.DOTALL)[0]
    file = workspace / "submissions" / "2022-06" / "150702.yaml"
    sound = file.read_text(encoding="utf-8")
    try:
        file.write_text(text, encoding="utf-8")
        done = mzgz("check", "--format", "json", "--as-of", "2022-07-04", str(file), where=workspace)
    finally:
        file.write_text(sound, encoding="utf-8")
    assert '"severity": "error"' not in done.stdout


@pytest.mark.parametrize("name", ["README.md", "docs/填报单位指南.md", "docs/市局指南.md"])
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link
