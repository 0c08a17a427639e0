"""The speech of the sample year: its whole text, and the rules a speech is written by."""

from __future__ import annotations

import functools
import itertools
import re
from pathlib import Path

from goldens import ROOT, golden
from mzgz.formats.markdown import markdown
from mzgz.intake.workspace import load
from mzgz.model.document import Document, Figure, Paragraph, Style
from mzgz.progress import Board
from mzgz.publishing.report import Composed, compose_text
from sample_year import sample_board, sample_document, sample_ledger
from speech_linter import faults

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[^。！？]*[。！？]")
_NAMED = re.compile(r"[0-9]{4}年|[0-9]{1,2}月|[0-9]{1,2}日|[0-9]A级|12345")
"""Digits that count nothing: years, months and days, grades, the hotline."""


def composed(root: Path, year: int = 2022) -> Composed:
    ledger, _ = load(root)
    day = ledger.last_received(year)
    assert day is not None
    return compose_text(Board(ledger, year, day), root, "speech")


@functools.cache
def sample() -> Document:
    made = compose_text(sample_board(), ROOT, "speech")
    assert made.document is not None
    assert [str(finding.message) for finding in made.found if finding.severity == "error"] == []
    return made.document


def paragraphs(document: Document) -> list[Paragraph]:
    return [block for block in document.blocks() if isinstance(block, Paragraph)]


def body(document: Document) -> list[str]:
    return [each.text for each in paragraphs(document) if each.style is Style.BODY]


def sentences(text: str) -> list[str]:
    return _SENTENCE.findall(text)


def chapters(document: Document) -> list[str]:
    """The text under each first-level heading, and what stands before the first."""
    found = [""]
    for each in paragraphs(document):
        if each.style is Style.HEADING1:
            found.append("")
        found[-1] += each.text
    return found


def test_whole_text() -> None:
    golden(ROOT / "reports" / "2022" / "speech.md", markdown(sample_document("speech")))


def test_has_the_length_and_the_weights_of_its_genre() -> None:
    sizes = [len(_HAN.findall(text)) for text in chapters(sample())]
    assert len(sizes) == 5
    assert 0.40 <= sizes[2] / sum(sizes) <= 0.50
    assert 0.30 <= sizes[3] / sum(sizes) <= 0.40
    text = re.sub(r"\s", "", "".join(each.text for each in paragraphs(sample())))
    assert 7500 <= len(text) <= 9000


def test_headings_number_themselves_in_order() -> None:
    first = [each.text for each in paragraphs(sample()) if each.style is Style.HEADING1]
    second = [each.text[:3] for each in paragraphs(sample()) if each.style is Style.HEADING2]
    assert [text[:2] for text in first] == ["一、", "二、", "三、", "四、"]
    assert second == [f"（{number}）" for number in "一二三四五六七八"] * 2
    assert not [text for text in first if "今年" in text or "去年" in text]
    assert all(len(each.text) <= 3 + 14 for each in paragraphs(sample()) if each.style is Style.HEADING2)


def test_no_point_stands_alone() -> None:
    for sign in "是", "要":
        text = "\n".join(body(sample()))
        order = re.findall(f"(?:^|。)([一二三四五六])({sign})", text, re.MULTILINE)
        ranks = ["一二三四五六".index(number) for number, _ in order]
        assert ranks[0] == 0
        assert all(later in (earlier + 1, 0) for earlier, later in itertools.pairwise(ranks))
        assert all(not (earlier == later == 0) for earlier, later in itertools.pairwise(ranks))


def test_sentences_and_paragraphs_can_be_spoken() -> None:
    texts = body(sample())
    assert [text for part in texts for text in sentences(part) if len(text) > 90] == []
    assert [text[:20] for text in texts if len(text) > 350] == []
    short = [text[:20] for text in texts if len(text) < 150]
    assert len(short) * 4 <= len(texts), short


def test_punctuation_joins() -> None:
    for text in body(sample()):
        assert not re.search(r"[，。；：、]{2,}|[（“][，。；、]|[，；、][）”]", text), text
        assert not re.search(r"[\u4e00-\u9fff][,;:!?.][\u4e00-\u9fff]", text), text
        assert text.endswith(("。", "！")), text
        assert text.count("“") == text.count("”"), text


def test_nothing_foreign_stands_in_it() -> None:
    text = "".join(each.text for each in paragraphs(sample()))
    assert re.findall(r"[A-Za-z]+", text.replace("XX市", "")) == []
    assert re.findall(r"[*#{}<>\ue000-\uf8ff]", text) == []


def test_neighbouring_sentences_begin_differently() -> None:
    pairs = [pair for text in body(sample()) for pair in itertools.pairwise(sentences(text))]
    same = [first[:12] for first, second in pairs if first[:2] == second[:2]]
    assert len(same) <= 3, same


def test_every_number_is_a_figure() -> None:
    for each in paragraphs(sample()):
        own = "".join("□" if isinstance(inline, Figure) else str(inline) for inline in each.inlines)
        rest = _NAMED.sub("", own)
        assert not re.search(r"[0-9０-９]|百分之|[一二三四五六七八九]成[以左，。]", rest), own


def test_a_number_is_said_once_among_the_results() -> None:
    told: list[str] = []
    for each in paragraphs(sample()):
        if each.style is Style.HEADING1 and each.text.startswith("三、"):
            break
        told += [figure.id for figure in each.figures]
    twice = {figure for figure in told if told.count(figure) > 1}
    assert twice == set()


def test_nobody_is_named_for_lagging_and_what_is_undecided_is_said_once() -> None:
    """Who is named stands first or was honoured; who lags is a number, by name in the annex."""
    text = "".join(body(sample()))
    ledger = sample_ledger()
    praise = re.compile("居首位|最多|为最多|获评|被评为|获得")
    named = [s for s in sentences(text) if any(unit.label in s for unit in ledger.units.districts)]
    assert [s for s in named if not praise.search(s)] == []
    assert [unit.label for unit in ledger.units.districts if text.count(unit.label) > 4] == []
    assert text.count("缺报") <= 2
    assert text.count("作结论") + text.count("作出结论") <= 2


def test_a_strict_reader_strikes_nothing_out() -> None:
    ledger = sample_ledger()
    names = [target.name for target in ledger.plans[2022].targets.values()]
    assert faults(sample(), [unit.label for unit in ledger.units.districts], names) == []


def test_figures_lead_back_to_themselves() -> None:
    from mzgz.publishing.figures import Figures

    figures = Figures(sample_board())
    for each in paragraphs(sample()):
        for figure in each.figures:
            assert figures.current(figure.id) == figure
