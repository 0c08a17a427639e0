"""Two hundred damaged files: each is told with its file and line, none ends in a traceback, and the rest still counts."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from datetime import date
from pathlib import Path

import pytest

from commands import mzgz
from mzgz import validation
from mzgz.intake.workspace import load
from mzgz.model.findings import Diagnostic
from sample_year import copy_sample

ROOT = Path(__file__).parents[2]
UNITS = ("150702", "150703", "150721", "150722", "150723", "150781", "150782", "150783")
AS_OF = date(2022, 7, 6)

Damage = Callable[[list[str]], int]
"""Changes the lines of a file in place and returns the number (from 1) of the line it hurt."""


def at(lines: list[str], part: str) -> int:
    """The place of the first line that holds `part`."""
    return next(place for place, line in enumerate(lines) if part in line)


def swap(part: str, old: str, new: str) -> Damage:
    """Replace `old` by `new` in the first line that holds `part`."""

    def damage(lines: list[str]) -> int:
        place = at(lines, part)
        assert old in lines[place]
        lines[place] = lines[place].replace(old, new, 1)
        return place + 1

    return damage


def under(line: str) -> Damage:
    """Add a line at the end of the file."""

    def damage(lines: list[str]) -> int:
        lines.append(line)
        return len(lines)

    return damage


def twice(part: str) -> Damage:
    """Say a line again below itself."""

    def damage(lines: list[str]) -> int:
        place = at(lines, part)
        lines.insert(place + 1, lines[place])
        return place + 2

    return damage


def halved(lines: list[str]) -> int:
    """Half a bed too many."""
    place = at(lines, BEDS)
    number = lines[place].split("numerator: ")[1].split(",")[0]
    lines[place] = lines[place].replace(f"numerator: {number}", f"numerator: {number}.5", 1)
    return place + 1


BEDS = "nursing-bed-share:"
DAMAGES: dict[str, Damage] = {
    "full-width digits": swap(BEDS, "numerator: ", "numerator: １"),
    "percent sign": swap(BEDS, "denominator: ", "denominator: 5％, note: "),
    "thousands comma": swap(BEDS, "denominator: ", "denominator: 1，"),
    "full-width colon": swap(BEDS, "nursing-bed-share:", "nursing-bed-share："),
    "no space after colon": swap(BEDS, "numerator: ", "numerator:"),
    "unknown field": swap(BEDS, "numerator:", "numerater:"),
    "unknown target": swap(BEDS, "nursing-bed-share", "nursing-bed-shares"),
    "field of another kind": swap(BEDS, "numerator:", "value:"),
    "tab indent": swap(BEDS, "  nursing", "\tnursing"),
    "wide indent": swap(BEDS, "  nursing", "　nursing"),
    "brace left open": swap(BEDS, "}", ""),
    "duplicate key": twice(BEDS),
    "not a number": swap(BEDS, "numerator: ", "numerator: 约"),
    "negative": swap(BEDS, "numerator: ", "numerator: -"),
    "fraction of a bed": halved,
    "infinite": swap(BEDS, "denominator: ", "denominator: .inf, note: "),
    "beyond sense": swap(BEDS, "denominator: ", "denominator: 9999999999999999999"),
    "tag": swap(BEDS, "{numerator", "!!python/object:os.system {numerator"),
    "date in Chinese": swap("received:", "received: ", "received: 2022年7月4日 # "),
    "date that is none": swap("received:", "received: ", "received: 2022-02-30 # "),
    "unquoted code": swap("unit:", '"', ""),
    "another unit": swap("unit:", '"15', '"16'),
    "another month": swap("period:", "2022-06", "2022-05"),
    "unknown heading": under("extra: 1"),
    "depth lost": swap(BEDS, "  nursing", "nursing"),
    "part above whole": swap(BEDS, "numerator: ", "numerator: 9"),
    "citizen id": swap(BEDS, "}", ", note: 联系人证件11010519491231002X}"),
}
LOST = {"unquoted code", "another unit", "another month"}
"""Damage that leaves open whose return it is: the only kinds that cost a whole one."""
RETURNS = 30
"""As many as the workspace holds."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan and one month of the sample."""
    return copy_sample(tmp_path_factory.mktemp("workspace"), ("targets", "submissions/2022-05", "submissions/2022-06"))


@pytest.fixture(scope="module")
def before(workspace: Path) -> tuple[Diagnostic, ...]:
    """What is found while nothing is damaged."""
    return validation.run(*load(workspace), as_of=AS_OF).findings


def errors_elsewhere(findings: Iterable[Diagnostic], paths: Container[str]) -> set[tuple[str, str]]:
    """Errors of other files: one file's damage must not be another's."""
    return {
        (str(each.source), each.rule) for each in findings if each.severity == "error" and each.source.path not in paths
    }


def test_there_are_two_hundred() -> None:
    assert len(DAMAGES) * len(UNITS) >= 200


@pytest.mark.parametrize("turn", range(len(DAMAGES)))
def test_damage_is_told_in_its_line(workspace: Path, before: tuple[Diagnostic, ...], turn: int) -> None:
    """Eight units hand in files damaged in eight ways, the other six sound ones; in the end each unit each way."""
    names = list(DAMAGES)
    damage = {
        f"submissions/2022-06/{unit}.yaml": names[(turn + place) % len(names)] for place, unit in enumerate(UNITS)
    }
    sound = {path: (workspace / path).read_text(encoding="utf-8") for path in damage}
    hurt: dict[str, int] = {}
    try:
        for path, name in damage.items():
            lines = sound[path].splitlines()
            hurt[path] = DAMAGES[name](lines)
            (workspace / path).write_text("\n".join(lines) + "\n", encoding="utf-8")
        ledger, found = load(workspace)
        judgement = validation.run(ledger, found, as_of=AS_OF)
    finally:
        for path, text in sound.items():
            (workspace / path).write_text(text, encoding="utf-8")
    told = {(each.source.path, each.source.line) for each in judgement.findings if each.severity == "error"}
    assert [damage[path] for path, line in hurt.items() if (path, line) not in told] == [], sorted(told)
    assert errors_elsewhere(judgement.findings, damage) == errors_elsewhere(before, damage)
    assert len(ledger.submissions) == RETURNS - sum(name in LOST for name in damage.values())


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 64,
        b"\xff\xfe",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"- 1\n- 2\n",
        "无".encode("gbk"),
        b"a: " * 9999,
    ],
    ids=["empty", "zeros", "bare mark", "picture", "list", "one word in GBK", "colons"],
)
def test_what_is_no_return_at_all_is_told_and_ends_with_one(workspace: Path, raw: bytes) -> None:
    file = workspace / "submissions/2022-06/150702.yaml"
    sound = file.read_bytes()
    try:
        file.write_bytes(raw)
        done = mzgz("check", "--as-of", AS_OF.isoformat(), str(file), where=workspace)
    finally:
        file.write_bytes(sound)
    assert done.returncode == 1
    assert "submissions/2022-06/150702.yaml" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
