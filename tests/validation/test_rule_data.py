"""Rules as data: what a rule may say of itself, and that no code or name means more than it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from mzgz.intake.form.layout import LastValue, change_rule
from mzgz.model.findings import Rule, Severity
from mzgz.model.periods import Period
from mzgz.validation import ALL_RULES

SOURCE = Path(__file__).parents[2] / "src" / "mzgz"


def passes(_: object) -> None:
    """通过"""


@pytest.mark.parametrize("options", [{"kind": ("ratio",)}, {"leest": 2}, {"wher": bool}])
def test_a_mistyped_option_is_an_error(options: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Rule("A900", Severity.NOTE, passes, "entry", **options)
    with pytest.raises(TypeError):
        Rule("A900", Severity.NOTE, passes, "entry", options)  # type: ignore[misc]


def test_options_stand_only_where_they_are_looked_at() -> None:
    for rule in ALL_RULES:
        assert rule.where is None or rule.over in ("entry", "series", "peers", "target"), rule.slug
        assert not rule.passes_ordinary or rule.over in ("entry", "series", "peers"), rule.slug
        assert not rule.loses or rule.over == "form", rule.slug


def test_no_prefix_of_a_code_and_no_name_of_a_kind_is_asked_for() -> None:
    kinds = "ratio|count|milestone|recurring|redline|duty"
    asked = re.compile(
        rf'"({kinds})"|isinstance\(.*\b({kinds.title()})\b|(?<!clause\.)code\.startswith|\.code\[|\.rule (==|!=) "'
    )
    guilty = [
        f"{path.relative_to(SOURCE)}: {line.strip()}"
        for path in sorted(SOURCE.rglob("*.py"))
        if "targets" not in path.relative_to(SOURCE).parts
        if not re.search("extract|drafts_", path.as_posix())  # a draft names the kind it proposes
        for line in path.read_text(encoding="utf-8").splitlines()
        if asked.search(line)
    ]
    assert guilty == []


def test_the_rules_a_form_answers_are_rules() -> None:
    known = {rule.slug for rule in ALL_RULES}
    before = LastValue(100, Period.parse("2022-05"))
    assert {change_rule("denominator", 90, before), change_rule("numerator", 90, before)} <= known
