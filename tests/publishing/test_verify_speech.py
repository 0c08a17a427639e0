"""The sample's own speech: untouched it raises nothing; of many changes each is told rightly."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from edited_documents import NS, W, added, changed
from mzgz.formats.docx import Profile, write
from mzgz.formats.docx.document_reader import read
from mzgz.model.document import Document
from mzgz.progress import Board
from mzgz.publishing.verify.document_verification import verify
from mzgz.publishing.verify.verification import Verification
from sample_year import sample_board, sample_document

ROOT = Path(__file__).parents[2]
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
    document = sample_document("speech")
    return Speech(sample_board(), document, write(document, None, Profile()))


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
    assert {result.state for result in alone.figures} <= {"ok", "unknown"}
    # without a control a mark has only the digest of its id, and those of numbers in what units are proud of are not listed
    assert {result.printed for result in alone.figures if result.state == "unknown"} <= {
        "12万",
        "769万",
        "180万",
        "六成",
    }
    assert {result.verdict for result in alone.loose} <= {"agrees", "unknown"}
    assert told(alone) <= {"V109"}


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
    plain = len(verification.figures) - sum(expected.values())  # numbers in Chinese characters have no control
    expected["ok"] += plain
    assert 0 < plain < 50
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


BEDS = "鄂伦春旗养老机构护理型床位占比48.0%，目标≥55%（逾期）"
SAID_REACHED = (
    # false, and said of a target and a place the sentence names
    ("鄂伦春旗全面完成护理型床位占比目标。", "核实", BEDS),
    ("鄂伦春旗护理型床位占比已经达标。", "核实", BEDS),
    ("截至2022年12月底，鄂伦春旗护理型床位占比已达到年度目标。", "核实", BEDS),
    ("鄂伦春旗护理型床位占比为48.0%，已经达到目标。", "核实", BEDS),
    ("海拉尔区、鄂伦春旗护理型床位占比均已达标。", "核实", BEDS),
    ("鄂伦春旗如期完成护理型床位占比目标。", "核实", BEDS),
    ("鄂伦春旗全面完成各项目标任务。", "核实", "鄂伦春旗可评判72项，达标63项"),
    ("鄂伦春旗圆满完成年度各项工作任务。", "核实", "鄂伦春旗可评判72项，达标63项"),
    ("婚俗改革成果数已完成目标。", "核实", "“婚俗改革成果数已完成目标”没有数据支持：婚俗改革成果数8，目标比上年提高"),
    ("月探访率提高，特殊困难老年人月探访率目标已完成。", "核实", "目标=100%（逾期），此前有的月份没有达到"),
    ("2022年，全市年度各项重点任务全面完成。", "核实", "没有数据支持：嵌入式养老机构覆盖率94.0%"),
    # sweeping, and of nothing the data know
    ("全市养老机构全面完成达标改造。", "提示", "“全面完成”不能用数据证实：没有认出说的是哪一项任务"),
    ("全面完成春季植树造林任务。", "提示", "“全面完成”不能用数据证实"),
    # true
    ("海拉尔区护理型床位占比已经达标。", "", ""),
    ("全市护理型床位占比已经达标。", "", ""),
    ("嵌入式养老机构覆盖率已经达标。", "", ""),
    # nobody can say, or nothing is claimed
    ("鄂伦春旗养老工作扎实，护理型床位占比已经达标。", "核实", "占比48.0%，目标≥55%"),
    ("鄂伦春旗护理型床位占比未达标。", "", ""),
    ("鄂伦春旗护理型床位占比达标，仍需努力。", "", ""),
    ("力争鄂伦春旗护理型床位占比达标。", "", ""),
    ("推动鄂伦春旗护理型床位占比达标。", "", ""),
    ("鄂伦春旗农村护理型床位占比已经达标。", "", ""),
    ("2021年鄂伦春旗护理型床位占比已经达标。", "", ""),
    ("鄂伦春旗护理型床位占比已经达标的机构有2家。", "", ""),
    ("鄂伦春旗护理型床位占比是否已经达标？", "", ""),
    ("有人说“鄂伦春旗护理型床位占比已经达标”。", "", ""),
    ("鄂伦春旗特殊困难老年人月探访率已经达标。", "", ""),
    ("确保全面完成各项任务。", "", ""),
    ("2021年，全市安全生产平稳，年度各项重点任务全面完成。", "", ""),
    ("全国脱贫攻坚任务全面完成。", "", ""),
    ("全面完成的任务要巩固好。", "", ""),
)


@pytest.mark.parametrize(("sentence", "severity", "says"), SAID_REACHED)
def test_what_is_said_to_be_reached_is_held_against_what_the_sentence_names(
    speech: Speech, sentence: str, severity: str, says: str
) -> None:
    found = [item.diagnostic for item in speech.verify(added(speech.data, sentence)).found]
    claims = [item for item in found if item.code in ("V110", "V111", "V112")]
    assert [item.severity.label for item in claims] == [severity] * bool(severity)
    assert all(says in item.message for item in claims)
