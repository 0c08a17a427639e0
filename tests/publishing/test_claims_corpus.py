"""Sentences an editor may type into the sample's speech: of the false ones nearly all are told, of the true ones none.

The sentences stand in `claims_corpus/`, one a line, with the kind of what they say before the colon.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from mzgz.intake.workspace import load
from mzgz.language import to_hanzi
from mzgz.model.document import Document
from mzgz.model.edited_document import PrintedDocument, PrintedParagraph
from mzgz.model.findings import Severity
from mzgz.model.periods import Period
from mzgz.progress import Board
from mzgz.publishing.figures import Figures
from mzgz.publishing.report.document_kinds import make
from mzgz.publishing.verify.document_verification import verify
from mzgz.publishing.verify.verification import Verification

ROOT = Path(__file__).parents[2]
CORPUS = Path(__file__).parent / "claims_corpus"
YEAR = 2022
HEADINGS = ("二、尽责担当、稳中求进，2022年民政工作取得新的成效", "（二）养老服务体系加快完善")


def rows(name: str) -> list[tuple[str, str]]:
    """Kind and sentence; the numbers in braces are those of the plan as it stands."""
    counts = {
        aspect: int(Figures(board()).of_plan(aspect).text) for aspect in ("targets", "judged", "met", "missed", "open")
    }
    spoken = {f"{aspect}_spoken": to_hanzi(number) for aspect, number in counts.items()}
    lines = (CORPUS / name).read_text(encoding="utf-8").splitlines()
    found = [line.partition("：") for line in lines if line and line[0] != "#"]
    return [(kind, words.format_map({**counts, **spoken})) for kind, _, words in found]


@cache
def board() -> Board:
    ledger, _ = load(ROOT)
    day = ledger.last_received(YEAR)
    assert day is not None
    return Board(ledger, YEAR, day)


@cache
def speech_of_today() -> Document:
    made: Document | None = make("speech", board(), ROOT).document
    assert made is not None
    return made


def judged(sentences: list[str]) -> Verification:
    """The sentences as paragraphs of their own under a heading of the speech's second part."""
    paragraphs = tuple(PrintedParagraph(place, "", place + 1, text, HEADINGS) for place, text in enumerate(sentences))
    document = PrintedDocument("speech", paragraphs)
    return verify(document, board(), "speech.docx", speech_of_today())


def objections(words: str) -> list[str]:
    """What is said of one sentence, notes left out."""
    return [
        item.diagnostic.message
        for item in judged([words]).found
        if item.paragraph and item.diagnostic.code.startswith("V") and item.diagnostic.severity is not Severity.NOTE
    ]


@pytest.fixture(scope="module")
def told() -> dict[str, list[str]]:
    """What is said of each sentence, notes and remarks on wording left aside."""
    sentences = [words for name in ("false_sentences.txt", "true_sentences.txt") for _, words in rows(name)]
    found: dict[str, list[str]] = defaultdict(list)
    for item in judged(sentences).found:
        if item.paragraph and item.diagnostic.code.startswith("V") and item.diagnostic.severity is not Severity.NOTE:
            found[item.paragraph.text].append(item.diagnostic.message)
    return found


def test_there_are_enough_of_every_kind() -> None:
    for name in ("false_sentences.txt", "true_sentences.txt"):
        kinds = Counter(kind for kind, _ in rows(name))
        assert sum(kinds.values()) >= 190
        assert len(set(rows(name))) == sum(kinds.values())
        assert all(
            kinds[kind] >= 9
            for kind in ("没有发生", "全部", "按期", "最好最差", "只有", "除外", "比较", "变化", "部分", "计数", "点名")
        )


def test_nearly_all_false_sentences_are_told(told: dict[str, list[str]]) -> None:
    asked, hit = Counter[str](), Counter[str]()
    missed = []
    for kind, words in rows("false_sentences.txt"):
        asked[kind] += 1
        hit[kind] += bool(told.get(words))
        missed += [] if told.get(words) else [f"{kind}：{words}"]
    for kind in asked:
        print(f"{kind}\t{hit[kind]}/{asked[kind]}")
        assert hit[kind] >= asked[kind] * 0.85, missed
    assert sum(hit.values()) >= sum(asked.values()) * 0.95, missed


def test_no_true_sentence_is_told(told: dict[str, list[str]]) -> None:
    assert {words: told[words] for _, words in rows("true_sentences.txt") if told.get(words)} == {}


@cache
def mid_year() -> tuple[Board, Document | None]:
    june = board().at(Period.month_of(YEAR, 6))
    return june, make("speech", june, ROOT).document


def at_mid_year(words: str) -> list[str]:
    """What is told of a sentence when the figures are those of June."""
    june, speech = mid_year()
    document = PrintedDocument("speech", (PrintedParagraph(0, "", 1, words, HEADINGS),))
    found = verify(document, june, "speech.docx", speech).found
    return [
        item.diagnostic.message for item in found if item.diagnostic.severity is not Severity.NOTE and item.paragraph
    ]


@pytest.mark.parametrize(
    "words",
    [
        "截至6月底，街道社工站已经全部建成。",
        "上半年，政府购买社会救助服务项目数超过上年水平。",
        "截至6月底，14个旗市区都制定了本地加强基层治理的具体方案。",
        "12个旗市区完善了本地低保审核确认办法。",
        "截至6月底，14个旗市区完善本地低保审核确认办法的有12个。",
    ],
)
def test_what_is_not_done_yet_at_mid_year_is_told(words: str) -> None:
    assert at_mid_year(words)


@pytest.mark.parametrize(
    "words",
    [
        "7个旗市区完善了本地低保审核确认办法。",
        "截至6月底，12个旗市区制定了本地加强基层治理的具体方案。",
        "上半年护理型床位占比为52.3%，比上年底提高4.0个百分点。",
        "下半年要把街道社工站覆盖率提高到100%。",
    ],
)
def test_what_is_true_at_mid_year_is_not_told(words: str) -> None:
    assert at_mid_year(words) == []
