"""The letters that go with collecting: 退回修改, 催报, 督办 for one unit each, and the 通报 for all.

`letters(desk, kinds)` writes those that are called for; a unit with nothing to be told gets none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from mzgz.publishing.letters import bulletin, reminder, return_letter, supervision
from mzgz.publishing.letters.chat_text import plain_text
from mzgz.publishing.letters.letter import Letter
from mzgz.publishing.letters.letter_context import LetterContext
from mzgz.publishing.letters.return_letter import Sending, sendings


class LetterKind(NamedTuple):
    """What a letter is called, and who writes it."""

    label: str
    letters: Callable[[LetterContext], Iterator[Letter]]


KINDS: Final[dict[str, LetterKind]] = {
    return_letter.KIND: LetterKind("退回修改", return_letter.letters),
    reminder.KIND: LetterKind("催报", reminder.letters),
    supervision.KIND: LetterKind("督办", supervision.letters),
    bulletin.KIND: LetterKind("通报", bulletin.letters),
}


def letters(desk: LetterContext, kinds: Sequence[str] = tuple(KINDS)) -> tuple[Letter, ...]:
    """All letters of these kinds, by kind and then by unit."""
    return tuple(letter for kind in kinds for letter in KINDS[kind].letters(desk))


__all__ = ["KINDS", "Letter", "LetterContext", "LetterKind", "Sending", "letters", "plain_text", "sendings"]
