"""Where parts and their total stand in one table they add up as printed, and what was changed for it is written down."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import plans
from mzgz.formats.docx import Profile, write
from mzgz.formats.docx.document_reader import read
from mzgz.formats.markdown import markdown
from mzgz.formats.terminal.target_status_text import target_lines
from mzgz.formats.terminal.text_table import plain
from mzgz.formats.terminal.why_text import why_lines
from mzgz.intake.workspace import load
from mzgz.model.document import Document
from mzgz.model.rounding import half_up
from mzgz.progress import Board
from mzgz.progress.footing import footed, largest_remainder
from mzgz.publishing.report.document_kinds import make
from mzgz.publishing.verify.document_verification import verify
from workspace import make_workspace


@given(st.lists(st.fractions(0, 1000, max_denominator=997), min_size=1, max_size=20), st.integers(0, 3))
def test_rounded_parts_add_up_to_the_rounded_sum_and_move_less_than_one_digit(
    parts: list[Fraction], places: int
) -> None:
    rounded = largest_remainder(parts, places, lambda place, number: True)
    assert rounded is not None
    assert sum(rounded, Decimal(0)) == half_up(sum(parts, Fraction(0)), places)
    assert all(abs(Fraction(new) - old) < Fraction(1, 10**places) for new, old in zip(rounded, parts, strict=True))
    exact = [old for old in parts if (old * 10**places).denominator == 1]
    assert all(Fraction(new) == old for new, old in zip(rounded, parts, strict=True) if old in exact)


SPENT = {"150702": "10.25", "150703": "10.25", "150721": "10.25", "150722": "20", "150723": "0", "150724": "0"}


def drawn(root: Path, spent: dict[str, str]) -> tuple[Board, Document]:
    returns = (
        f"# submissions/2022-12/{code}.yaml\nentries:\n  aid-spent: {{value: {value}}}\n"
        for code, value in spent.items()
    )
    ledger, _ = load(make_workspace(root, "".join(returns)))
    board = Board(ledger, 2022, date(2023, 1, 31))
    document = make("tables", board, root).document
    assert document is not None
    return board, document


def test_the_table_of_units_adds_up_and_says_which_digit_was_moved(tmp_path: Path) -> None:
    board, document = drawn(tmp_path, SPENT)
    text = re.sub(r"\{[^{}]*\}", "", markdown(document))
    assert "| 50.8 | 10.3 | 10.3 | 10.2 | 20 | 0 | 0 |" in text
    assert "“临时救助支出”各单位之和要等于全市数，尾数按最大余额法调整：阿荣旗10.3印作10.2。" in text
    walked = "".join(cell.text for line in why_lines(board, board.unit("aid-spent", "150721"), 200) for cell in line)
    assert "印出来是 10.3" in walked
    assert "阿荣旗10.3印作10.2" in walked


FOUR = ("150702", "150703", "150721", "150722")


def moved(spent: list[str], goal: str) -> dict[str, str]:
    """What units print otherwise than by their own rounding, each held to the goal."""
    said = ", ".join(f"{code}: {{value: {number}}}" for code, number in zip(FOUR, spent, strict=True))
    line = f'{{kind: count, goal: "{goal}", judge: every, decimals: 1}}'
    return dict(footed(plans.board(line, f"{{2022-12: {{{said}}}}}").city("t")))


def test_a_moved_digit_makes_no_miss_of_a_unit_look_like_a_hit() -> None:
    assert moved(["3.94", "3.94", "3.94", "9"], ">= 9") == {"150702": "4.0"}
    assert moved(["3.94", "3.94", "3.94", "9"], ">= 4") == {}, "no unit can take it"
    assert moved(["3.94", "3.64", "3.64", "9"], ">= 4") == {"150703": "3.7"}, "the next one takes it"
    assert moved(["4.052", "4.36", "4.36", "9"], "> 4") == {"150721": "4.3"}, "nor a hit like a miss"


def test_what_adds_up_by_itself_stays_as_it_is(tmp_path: Path) -> None:
    _, document = drawn(tmp_path, dict.fromkeys(SPENT, "10.2"))
    assert "最大余额法" not in markdown(document)


def test_a_document_as_it_was_written_agrees_moved_digits_and_measures_in_ten_thousands_too(tmp_path: Path) -> None:
    board, document = drawn(tmp_path, SPENT)
    known = verify(read(write(document, None, Profile())).document, board, "表.docx", None)
    assert {one.state for one in known.figures} == {"ok"}
    assert any(one.printed == "10.2" for one in known.figures)


def test_the_units_of_a_target_on_the_terminal_add_up_as_in_the_table(tmp_path: Path) -> None:
    board, _ = drawn(tmp_path, SPENT)
    lines = [plain(line) for line in target_lines(board, "aid-spent", 80)]
    figures = [line.split()[2] for line in lines if re.match(r" *[0-9]+ (海拉尔|扎区|阿荣旗)", line)]
    assert sorted(figures) == ["10.2", "10.3", "10.3"]
    assert "阿荣旗的尾数按最大余额法调整，使各单位之和等于全市数。" in lines
