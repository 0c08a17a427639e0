"""The pages in docs/ are what rules and commands say of themselves today; UPDATE_GOLDENS=1 rewrites them."""

from __future__ import annotations

import re

import typer

from goldens import ROOT, golden
from mzgz.apps.cli import build
from mzgz.apps.cli.command_reference import command_reference
from mzgz.apps.cli.help_text import ChineseCommand
from mzgz.apps.cli.rules import every_rule
from mzgz.validation.manual import manual_markdown


def test_the_rule_manual_is_up_to_date() -> None:
    golden(ROOT / "docs" / "rules.md", manual_markdown(every_rule()))


def test_whatever_code_a_finding_has_the_manual_explains() -> None:
    """Those of drafts too, which `mzgz report` prints."""
    written = {
        code
        for file in (ROOT / "src").rglob("*.py")
        for code in re.findall(r'"([A-RT-Z][0-9]{3})"', file.read_text("utf-8"))
    }
    assert written <= {rule.code for rule in every_rule()}


def greet(name: str = typer.Option("同事", "--name", help="称呼谁。")) -> None:
    """打个招呼。"""


def test_the_command_reference_shows_the_help_of_every_command() -> None:
    app = typer.Typer(help="示例程序。", add_completion=False, rich_markup_mode=None)
    app.callback()(lambda: None)
    app.command(cls=ChineseCommand)(greet)
    page = command_reference(app)
    assert "## mzgz greet\n\n```text\n用法：mzgz greet [选项]\n\n  打个招呼。\n" in page
    assert "  --name  称呼谁。（默认 同事）\n" in page


def test_the_command_reference_is_up_to_date() -> None:
    golden(ROOT / "docs" / "commands.md", command_reference(build()))
