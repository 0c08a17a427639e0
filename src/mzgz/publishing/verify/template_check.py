"""What a document's own templates say, held against the data by the same judge that reads edited documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from mzgz.intake.regular_file import read_regular
from mzgz.language.pattern_search import expression
from mzgz.model.document import Document, Figure, Paragraph, Style
from mzgz.model.edited_document import Link, PrintedParagraph, digest
from mzgz.model.findings import Diagnostic, Severity, Source
from mzgz.progress import Board
from mzgz.publishing.report.draft_rules import (
    DENIED_PROSE,
    TYPED_NUMBER,
    denied_prose,
    draft_finding,
    typed_number,
)
from mzgz.publishing.report.tables.plan_changes import adjusted
from mzgz.publishing.report.template_sandbox import template_text
from mzgz.publishing.verify.assertions.pattern_fragments import Assertion
from mzgz.publishing.verify.figure_lookup import Register
from mzgz.publishing.verify.finding_merge import reconciled
from mzgz.publishing.verify.loose_numbers import LooseReader
from mzgz.publishing.verify.number_names import composed_names
from mzgz.publishing.verify.sentence_judge import SentenceJudge, SentenceJudgement
from mzgz.publishing.verify.sentences import Sentence, composed_figures, sentences
from mzgz.publishing.verify.target_mentions import Naming
from mzgz.publishing.verify.verification import LooseResult

_LEVELS: Final = {Style.HEADING1: 1, Style.HEADING2: 2, Style.HEADING3: 3, Style.HEADING4: 4}
_DIGITS: Final = expression(r"[0-9０-９]|旗市区")
_SHORTEST: Final = 4
_LARGEST: Final = 2**22
"""Bytes of a file of targets."""
_MEND_TITLE: Final = "这是目标文件里的节名：请改 section 的 title，写成标题，不带会变的数；或更正数据"
_OURS: Final = (
    "这句话是程序按数据写的，不是谁打的字，不拦下文稿；请人看一眼，真不对的在文稿里改，并告诉维护程序的人，对的不用管"
)


def prose_faults(
    document: Document, board: Board, root: Path, shipped: Mapping[str, bytes] | None = None
) -> tuple[Diagnostic, ...]:
    """What the data deny of the text (errors, with the figure), and typed numbers of which they know nothing (notes).

    Tables are made from the data and not read. Places are those of the template that holds the words, where one does.
    `shipped` are the templates that come with the program, by path in a workspace: what a sentence of theirs is read
    as against the data is to be looked at (核实) and stops nothing, for nobody here typed it.
    """
    reader = _ProseReader(document, board, root, shipped or {})
    return tuple(dict.fromkeys(reader.faults()))


class _ProseReader:
    """One reading of one document; nothing of it outlives `prose_faults`."""

    def __init__(self, document: Document, board: Board, root: Path, shipped: Mapping[str, bytes]) -> None:
        register = Register(board, composed_figures(document))
        naming = Naming(board.ledger, board.year, composed_names(document))
        self._document = document
        self._judge = SentenceJudge(register, naming)
        self._loose = LooseReader(register, naming)
        self._root = root
        self._plan = board.ledger.plans.get(board.year)
        self._adjusted = adjusted(board)
        self._where = f"templates/{document.name}"
        self._files = [(file, template_text(file)) for file in sorted((root / self._where).rglob("*.j2"))]
        ours = {path: text.decode() for path, text in shipped.items()}
        self._ours = {path for file, text in self._files if ours.get(path := file.relative_to(root).as_posix()) == text}
        self._nothing_typed = bool(shipped) and len(self._ours) == len(self._files)

    def faults(self) -> Iterator[Diagnostic]:
        for paragraph, ids in printed_paragraphs(self._document):
            for sentence in sentences(paragraph, ids):
                judgement = self._judge.judge(sentence)
                for each in judgement.denied:
                    yield self._denied(sentence, each)
                if sentence.text.strip() != self._adjusted:  # goals of before are in the plan's file, and no figures
                    yield from self._numbers(sentence, judgement)

    def _numbers(self, sentence: Sentence, judgement: SentenceJudgement) -> Iterator[Diagnostic]:
        for number in reconciled(sentence, judgement, list(self._loose.read(sentence))):
            rendered = any(
                each.start < number.end - sentence.start and number.start - sentence.start < each.end
                for each in judgement.denied
            )
            if rendered or not _DIGITS.search(number.text):
                continue
            if number.verdict == "contradicts" and number.guess:
                message = f"手写的“{number.text}”和数据不符：{number.guess.name}是{number.guess.current}"
                yield self._deny(message, sentence)
            elif number.verdict == "unknown":
                yield self._unknown(sentence, number)

    def _denied(self, sentence: Sentence, each: Assertion) -> Diagnostic:
        message = f"“{each.words}”没有数据支持：{each.reason}"
        return self._deny(message, sentence)

    def _unknown(self, sentence: Sentence, number: LooseResult) -> Diagnostic:
        place, title = self._home(sentence)
        said = sentence.text.strip()
        words = typed_number(number.text, said, _MEND_TITLE) if title else typed_number(number.text, said)
        return draft_finding(TYPED_NUMBER, words, place)

    def _deny(self, message: str, sentence: Sentence) -> Diagnostic:
        place, title = self._home(sentence)
        said = sentence.text.strip()
        if title:
            return draft_finding(DENIED_PROSE, denied_prose(message, said, _MEND_TITLE), place)
        if self._is_ours(place):
            return draft_finding(DENIED_PROSE, denied_prose(message, said, _OURS), place, Severity.QUERY)
        return draft_finding(DENIED_PROSE, denied_prose(message, said), place)

    def _home(self, sentence: Sentence) -> tuple[Source, bool]:
        """Where the words of a sentence were written, and whether that is the title of a section."""
        place = self._place(sentence)
        title = self._title(sentence) if place.path == self._where else None
        return (place, False) if title is None else (title, True)

    def _is_ours(self, place: Source) -> bool:
        """Whether the words stand in a template as it came with the program, or, where all are so, in none."""
        return place.path in self._ours or (self._nothing_typed and place.path == self._where)

    def _title(self, sentence: Sentence) -> Source | None:
        """The line of the targets file whose section's title the sentence is."""
        for section in self._plan.sections if self._plan else ():
            title = section.section.title
            if len(title) < _SHORTEST or not sentence.text.rstrip(" \u3000。").endswith(title.rstrip(" \u3000。")):
                continue
            with suppress(OSError, UnicodeDecodeError):
                text = read_regular(self._root / section.path, _LARGEST).decode("utf-8")
                at = max(text.find(title), 0)
                return Source(section.path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), None)
        return None

    def _place(self, sentence: Sentence) -> Source:
        """The line of a template that holds the longest stretch between two numbers."""
        for words in sorted(_stretches(sentence), key=len, reverse=True):
            for file, text in self._files if len(words) >= _SHORTEST else ():
                if (at := text.find(words)) >= 0:
                    before = text[:at]
                    return Source(
                        file.relative_to(self._root).as_posix(), before.count("\n") + 1, at - before.rfind("\n"), None
                    )
        return Source(self._where)


def _stretches(sentence: Sentence) -> list[str]:
    """The words of a sentence between its numbers."""
    ends = [0, *(link.end - sentence.start for link, _ in sentence.links)]
    starts = [*(link.start - sentence.start for link, _ in sentence.links), len(sentence.text)]
    return [sentence.text[first:last] for first, last in zip(ends, starts, strict=True) if first < last]


def printed_paragraphs(document: Document) -> Iterator[tuple[PrintedParagraph, dict[int, str]]]:
    """The paragraphs of a document as if they had been read out of a file, each with the ids of its links by place."""
    over: list[tuple[int, str]] = []
    place = links = 0
    for block in document.blocks():
        if not isinstance(block, Paragraph) or block.style is Style.NOTICE:  # the program's own word, or the bureau's
            continue
        level = _LEVELS.get(block.style, 0)
        over = [each for each in over if not level or each[0] < level]
        found = _links(block, links)
        headings = tuple(text for _, text in over)
        yield (
            PrintedParagraph(place, "", place + 1, block.text, headings, tuple(link for link, _ in found), level > 0),
            {link.place: figure_id for link, figure_id in found},
        )
        links += len(found)
        place += 1
        over += [(level, block.text)] if level else []


def _links(paragraph: Paragraph, first: int) -> list[tuple[Link, str]]:
    found: list[tuple[Link, str]] = []
    length = 0
    for inline in paragraph.inlines:
        text = inline if isinstance(inline, str) else inline.text
        if isinstance(inline, Figure):
            key = digest(inline.id, 40)
            found.append((Link(first + len(found), inline.id, key, text, length, digest(text)), inline.id))
        length += len(text)
    return found
