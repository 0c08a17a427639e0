"""The sample's own speech: untouched it raises nothing; of many changes each is told rightly."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from edited import NS, W, added, changed
from mzgz.document import Document
from mzgz.loader import load
from mzgz.progress import Board
from mzgz.report.documents import make
from mzgz.verify import Verification, verify
from mzgz.writers.docx import Profile, write
from mzgz.writers.docx.reading import read

ROOT = Path(__file__).parent.parent
YEAR = 2022


@dataclass
class Speech:
    """The sample's board, its speech, and the file it was written to."""

    board: Board
    document: Document
    data: bytes

    def verify(self, data: bytes) -> Verification:
        bureau = self.board.ledger.workspace.bureau
        return verify(read(data).document, self.board, "speech.docx", self.document, (bureau.name, bureau.city))


@pytest.fixture(scope="module")
def speech() -> Speech:
    ledger, _ = load(ROOT)
    day = ledger.last_received(YEAR)
    assert day is not None
    board = Board(ledger, YEAR, day)
    document = make("speech", board, ROOT).document
    assert document is not None
    return Speech(board, document, write(document, None, Profile()))


def told(verification: Verification) -> set[str]:
    """Codes, without the blanks an untouched draft has and the notes on wording."""
    return {item.diagnostic.code for item in verification.found if not item.diagnostic.code.startswith("W")}


def test_untouched(speech: Speech) -> None:
    verification = speech.verify(speech.data)
    assert len(verification.figures) > 100
    assert {result.state for result in verification.figures} == {"ok"}
    assert verification.loose == ()
    assert told(verification) == set()
    assert verification.renewals == verification.remarks == ()


def test_untouched_and_judged_without_its_templates(speech: Speech) -> None:
    """No sentence of ours is contradicted or called unearned by its words alone."""
    alone = verify(read(speech.data).document, speech.board, "speech.docx")
    assert {result.state for result in alone.figures} == {"ok"}
    assert {result.verdict for result in alone.loose} <= {"agrees", "unknown"}
    assert told(alone) == set()


def test_bookmarks_alone_lead_to_every_figure(speech: Speech) -> None:
    def untag(root: etree._Element) -> None:
        for tag in list(root.iter(f"{{{W}}}tag")):
            parent = tag.getparent()
            assert parent is not None
            parent.remove(tag)

    assert {result.state for result in speech.verify(changed(speech.data, untag)).figures} == {"ok"}


def test_every_change_is_told(speech: Speech) -> None:
    """Every 5th number typed over, every 7th emptied, every 11th split by formatting, every 13th struck out with tracking."""
    expected: Counter[str] = Counter()

    def change(root: etree._Element) -> None:
        controls = root.xpath("//w:sdt[w:sdtPr/w:tag]", namespaces=NS)
        assert isinstance(controls, list)
        for number, control in enumerate(controls):
            assert isinstance(control, etree._Element)
            (text,) = list(control.iter(f"{{{W}}}t"))
            run = text.getparent()
            assert run is not None
            if number % 5 == 0:
                text.text = f"{text.text}9" if re.fullmatch("[0-9.]+", text.text or "") else "9.87654"
                expected["edited"] += 1
            elif number % 7 == 0:
                text.text = ""
                expected["empty"] += 1
            elif number % 11 == 0:
                _split(run, text)
                expected["ok"] += 1
            elif number % 13 == 0:
                _strike(run, text)
                expected["tracked"] += 1
            else:
                expected["ok"] += 1

    verification = speech.verify(changed(speech.data, change))
    assert Counter(result.state for result in verification.figures) == expected
    assert min(expected.values()) > 10
    assert verification.renewals == ()


def _split(run: etree._Element, text: etree._Element) -> None:
    whole = text.text or ""
    again = etree.fromstring(etree.tostring(run))
    (rest,) = list(again.iter(f"{{{W}}}t"))
    text.text, rest.text = whole[:1], whole[1:]
    run.addnext(again)


def _strike(run: etree._Element, text: etree._Element) -> None:
    struck = etree.Element(f"{{{W}}}del")
    run.addprevious(struck)
    struck.append(run)
    text.tag = f"{{{W}}}delText"


FALSE_CLAIMS = (
    ("街道社工站实现全覆盖。", "根河街道社工站覆盖率50.0%"),
    ("推动街道社工站建设实现全覆盖，成效明显。", ""),
    ("街道社工站建设实现了全覆盖。", "根河街道社工站覆盖率50.0%"),
    ("全年未发生安全事故。", "牙克石报了1起民政服务机构安全事故"),
    ("全年未发生各类安全事故。", "牙克石报了1起民政服务机构安全事故"),
    ("全年未发生重大安全事故。", ""),
    ("满洲里街道社工站实现全覆盖，海拉尔未发生安全事故。", ""),
    ("街道社工站招募志愿者，社区实现全覆盖。", ""),
    ("街道居家和社区养老服务中心实现全覆盖。", ""),
)


@pytest.mark.parametrize(("sentence", "reason"), FALSE_CLAIMS)
def test_a_strong_word_is_held_against_the_target_it_means(speech: Speech, sentence: str, reason: str) -> None:
    verification = speech.verify(added(speech.data, sentence))
    claims = [item.diagnostic.message for item in verification.found if item.diagnostic.code == "V111"]
    assert len(claims) == bool(reason)
    assert all(reason in message for message in claims)
