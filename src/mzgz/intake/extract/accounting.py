"""The account of a document: every stretch of every line with what it was taken for, nothing left over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mzgz.intake.extract.plan_lines import PlanLine, PlanReading
from mzgz.intake.extract.tense import Tense


class AccountEntry(NamedTuple):
    """A stretch of a line and its class; figures come before the sentence they stand in."""

    line: int
    start: int
    end: int
    sort: str
    why: str
    text: str


def account(reading: PlanReading) -> list[AccountEntry]:
    """The whole document: first the figures of each line, then its sentences."""
    return [part for line in reading.lines for entry in _line(line) for part in _by_line(line, entry)]


def _by_line(line: PlanLine, entry: AccountEntry) -> Iterator[AccountEntry]:
    """An entry in lines of the file; one that goes over a break is several."""
    if not line.block.breaks:
        yield entry
        return
    done = entry.start
    for number, start, end in line.block.stretches(entry.start, entry.end):
        size = end - start
        words = line.block.text[done : done + size]
        done += size
        yield AccountEntry(number, start, end, entry.sort, entry.why, words)


def _line(line: PlanLine) -> Iterator[AccountEntry]:
    number, text = line.block.line, line.block.text
    for promise in line.promises:
        yield AccountEntry(
            number, promise.start, promise.end, "target", promise.name, text[promise.start : promise.end]
        )
    for figure in line.figures:
        if figure.sort != "target":
            yield AccountEntry(
                number, figure.start, figure.end, figure.sort, figure.why, text[figure.start : figure.end]
            )
    for duty in line.duties:
        yield AccountEntry(number, duty.start, duty.end, duty.kind, duty.name, text[duty.start : duty.end])
    for place, sentence in enumerate(line.sentences):
        sort, why = _sentence(line, place)
        yield AccountEntry(number, sentence.start, sentence.end, sort, why, text[sentence.start : sentence.end])
    if not line.sentences and text:
        yield AccountEntry(number, 0, len(text), "heading" if line.heading_end else "blank", "", text)


def _sentence(line: PlanLine, place: int) -> tuple[str, str]:
    sentence = line.sentences[place]
    if line.whole_heading or sentence.end <= line.heading_end:
        return "heading", line.title
    if line.block.cells:
        return "table", "表格"
    if any(sentence.start <= promise.start < sentence.end for promise in line.promises):
        return "target", "含目标"
    if duty := next((one for one in line.duties if one.start < sentence.end and sentence.start < one.end), None):
        return duty.kind, "含任务"
    stand = line.tenses[place] if place < len(line.tenses) else line.stand
    if stand.tense is Tense.PAST:
        return "past", stand.because
    return "background", stand.because if stand.tense is Tense.STANDING else "没有可考核的要求"
