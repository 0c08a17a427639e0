"""Whatever changes in the data of whatever bureau: `verify` names what differs from a fresh report and nothing else, and
brought up to date the document is that report."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from edited_documents import MAIN, members
from made_up_bureaus import YEAR, make, random_bureau
from mzgz.apps.cli.verify import held_against_data
from mzgz.formats.docx import Profile, write
from mzgz.formats.docx.document_reader import read
from mzgz.formats.docx.document_updater import refresh
from mzgz.intake.workspace import load
from mzgz.model.edited_document import PrintedDocument
from mzgz.model.passages import SENTENCE, bare
from mzgz.progress import Board
from mzgz.publishing.provenance import document_day
from mzgz.publishing.report.document_kinds import board_for
from mzgz.publishing.report.document_kinds import make as compose
from mzgz.publishing.verify.verification import Verification

CHANGES: dict[str, tuple[str, str | Callable[[re.Match[str]], str]]] = {
    "a number corrected": (r"((?:numerator|value): )(\d\d+)", lambda found: f"{found[1]}{int(found[2]) // 2}"),
    "more than there was": (r"(numerator: )(\d+)", lambda found: f"{found[1]}{int(found[2]) + 20}"),
    "handed in late": (r"received: [0-9-]+", f"received: {YEAR + 1}-02-08"),
    "a line crossed": (r"\{value: 0\}", "{value: 1}"),
    "not done": (r"\{done: true[^}]*\}", "{done: false, note: 因雪灾道路中断}"),
    "not done, for want of people": (r"\{done: true[^}]*\}", "{done: false, note: 人手不足}"),
    "stuck": (r"(stage: )\S+(?=,)", r"\1受阻"),
    "in other words": (r"(note: )[^}]+", r"\1办结12件，群众满意"),
    "left blank": (r"\n  [a-z0-9-]+: \{.*\}", ""),
    "does not apply": (r"(\n  [a-z0-9-]+: )\{.*\}", r"\1{not_applicable: 本期没有这类事项}"),
    "promised for later": (r"(\n  [a-z0-9-]+: )\{.*\}", rf"\1{{pending: {YEAR + 1}-02-20}}"),
    "an honour": (r"\Z", "honours: [{title: 全国示范性单位, level: 国家, recipient: 某镇}]\n"),
    "a return that is gone": (r"(?s)\A.*\Z", ""),
}
PLAN_CHANGES = {
    "a goal revised": (r'(goal: ">= )[0-9]+', r"\g<1>70"),
    "due earlier": (r"(due: [0-9]+-)12-31", r"\g<1>06-30"),
    "each unit by itself": (r"(\n    cadence: \w+)", r"\1\n    judge: every"),
    "called otherwise": (r"(    name: )", r"\1全域"),
    "a target dropped": (r"(?s)\n  - id: (?:(?!\n  - id).)*\Z", "\n"),
}


def changed(root: Path, draw: random.Random) -> str:
    """One thing of a workspace changed; tells what, or nothing where there was no such thing."""
    what = draw.choice([*CHANGES, *CHANGES, *PLAN_CHANGES])
    pattern, by = {**CHANGES, **PLAN_CHANGES}[what]
    files = sorted(root.glob("targets/*/*.yaml" if what in PLAN_CHANGES else f"submissions/{YEAR}-*[369]/*.yaml"))
    files += [] if what in PLAN_CHANGES else sorted(root.glob(f"submissions/{YEAR}-12/*.yaml")) * 3
    file = draw.choice(files)
    text = file.read_text("utf-8")
    found = list(re.finditer(pattern, text))
    if not found:
        return ""
    one = draw.choice(found)
    new = text[: one.start()] + (by(one) if callable(by) else one.expand(by)) + text[one.end() :]
    if new.strip():
        file.write_text(new, "utf-8")
    else:
        file.unlink()
    return f"{what}: {file.name}"


def spoken(document: PrintedDocument) -> list[tuple[int, int, str]]:
    """Sentences outside of tables: paragraph, place in it, text."""
    own = [each for each in document.paragraphs if not each.story and not each.in_table]
    return [(p.place, m.start(), bare(m[0])) for p in own for m in SENTENCE.finditer(p.text) if bare(m[0])]


def rows(document: PrintedDocument) -> list[tuple[list[int], str]]:
    """Rows of all tables: the paragraphs they are made of, and their text."""
    found: dict[tuple[int, int], list[tuple[int, str]]] = {}
    for each in document.paragraphs:
        if each.cell and not each.story:
            found.setdefault((each.cell.grid, each.cell.row), []).append((each.place, bare(each.text)))
    return [([place for place, _ in row], "\t".join(text for _, text in row)) for row in found.values()]


def drawn(document: PrintedDocument) -> list[str]:
    return [f"{one.categories} {one.series} {one.sheet}" for one in document.charts]


def within(some: Sequence[str], whole: Sequence[str]) -> bool:
    rest = iter(whole)
    return all(any(one == other for other in rest) for one in some)


def most_in_common(one: Sequence[str], other: Sequence[str]) -> int:
    row = [0] * (len(other) + 1)
    for text in one:
        diagonal = 0
        for at, theirs in enumerate(other, 1):
            diagonal, row[at] = row[at], diagonal + 1 if text == theirs else max(row[at], row[at - 1])
    return row[-1]


def misnamed(found: Verification, old: PrintedDocument, new: PrintedDocument) -> Iterator[str]:
    """Where what is named is not what differs."""
    results = [one for one in found.passages if one.state != "ok"]
    if {one.state for one in results} - {"stale", "new"}:
        yield "nobody edited it"
    in_tables = {"row", "head"}
    places = {one.paragraph.place for one in results if one.paragraph and one.kind in in_tables}
    starts = {(one.paragraph.place, one.start) for one in results if one.paragraph and one.kind not in in_tables}
    told = {item.paragraph.place for item in found.found if item.paragraph and item.diagnostic.code[0] == "V"}
    sentences, today = spoken(old), [text for _, _, text in spoken(new)]
    kept = [text for place, start, text in sentences if (place, start) not in starts]
    if not within(kept, today):
        different = SequenceMatcher(None, kept, today, autojunk=False).get_opcodes()
        yield f"not named: {[kept[a:b] for sort, a, b, _, _ in different if sort in ('delete', 'replace')]}"
    lines, now = rows(old), [text for _, text in rows(new)]
    same = [text for own, text in lines if places.isdisjoint(own)]
    if not within(same, now):
        yield f"rows not named: {[text for text in same if text not in now]}"
    elif len(same) < most_in_common([text for _, text in lines], now):
        yield "rows named that stand as they would today"
    yield from (
        f"not told: {own}"
        for own in {place for place, _ in starts} | places
        if own not in told | _rows_told(told, lines)
    )
    shown = {bare(m[0]) for one in results for m in SENTENCE.finditer(one.today or "")}
    yield from (f"not shown: {text}" for text in today if text not in kept and text not in shown)
    charts = {one.paragraph.place for one in results if one.paragraph and one.kind == "chart"}
    steady = [text for one, text in zip(old.charts, drawn(old), strict=True) if one.paragraph not in charts]
    if not within(steady, drawn(new)):
        yield "chart not named"


def _rows_told(told: set[int], lines: list[tuple[list[int], str]]) -> set[int]:
    """The paragraphs of rows something is said of."""
    return {place for own, _ in lines if not told.isdisjoint(own) for place in own}


def said(document: PrintedDocument) -> list[object]:
    return [[text for _, _, text in spoken(document)], [text for _, text in rows(document)], drawn(document)]


def columns(data: bytes) -> list[str]:
    """The widths of columns and cells."""
    return re.findall(r"<w:(?:gridCol|tcW) [^>]*>", members(data)[MAIN].decode())


@pytest.mark.parametrize("seed", [*range(12), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(12, 60))])
def test_what_is_named_is_what_differs(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311
    root = make(tmp_path, random_bureau(seed), seed, gaps=seed % 2 == 0)
    ledger, _ = load(root)
    day = ledger.last_received(YEAR)
    assert day is not None
    issued = compose("tables" if seed % 3 == 2 else "speech", board_for(ledger, YEAR, day, whole_year=True), root)
    assert issued.document is not None
    data = write(issued.document, None, Profile())
    told = [changed(root, draw) for _ in range(draw.choice([1, 2, 3, 8]))]
    ledger, faults = load(root)
    returned = read(data)
    now = document_day(returned.document.properties, ledger, YEAR)
    assert now is not None
    held = held_against_data(returned, Board(ledger, YEAR, now), "稿.docx", root, faults)
    assert held.composed is not None
    written = write(held.composed, None, Profile())
    fresh = read(written).document
    found = held.verification
    assert list(misnamed(found, returned.document, fresh)) == [], told
    made = refresh(
        returned, found.renewals, found.remarks, "某局", "2025-01-05", tracked=seed % 2 == 0, changes=found.changes,
        composed=held.composed,
    )  # fmt: skip
    assert not made.remarked
    assert said(read(made.data).document) == said(fresh), told
    assert seed % 2 == 0 or columns(made.data) == columns(written), told  # rows that go still stand where it is tracked
