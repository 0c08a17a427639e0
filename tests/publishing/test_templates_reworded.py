"""An office puts a template in other words between the draft and its update: the document follows, nobody is told the
data had changed, and what the old sentence says is no falsehood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from edited_documents import PLAN, returns
from mzgz.formats.docx import Profile, write
from mzgz.formats.docx.document_reader import read
from mzgz.formats.docx.document_updater import refresh
from mzgz.intake.workspace import load
from mzgz.model.findings import Severity
from mzgz.progress import Board
from mzgz.publishing import provenance
from mzgz.publishing.report.document_kinds import make
from mzgz.publishing.verify.document_verification import verify
from mzgz.publishing.verify.verification import Verification
from workspace import make_workspace

SPOKEN = "　　养老机构护理型床位占比达到{{ view('nursing-bed-share').value }}。救助工作有了新气象。\n"


@dataclass
class Desk:
    """A small office with a speech of one template."""

    root: Path

    def say(self, words: str) -> None:
        folder = self.root / "templates/speech"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "10-only.j2").write_text(words, "utf-8")

    def board(self) -> Board:
        return Board(load(self.root)[0], 2022, date(2023, 1, 5))

    def draft(self) -> bytes:
        document = make("speech", self.board(), self.root).document
        assert document is not None
        return write(document, None, Profile())

    def held(self, data: bytes) -> Verification:
        return verify(read(data).document, self.board(), "稿.docx", make("speech", self.board(), self.root).document)

    def updated(self, data: bytes) -> bytes:
        found, composed = self.held(data), make("speech", self.board(), self.root).document
        return refresh(
            read(data), found.renewals, found.remarks, "某局", "2023-01-05", tracked=False, changes=found.changes,
            composed=composed,
        ).data  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    make_workspace(tmp_path, PLAN + returns())
    made = Desk(tmp_path)
    made.say(SPOKEN)
    return made


def texts(data: bytes) -> list[str]:
    return [each.text for each in read(data).document.paragraphs if each.text]


def test_another_shape_and_an_added_sentence_are_told_as_the_templates(desk: Desk) -> None:
    old = desk.draft()
    desk.say(SPOKEN.replace("床位占比达到", "床位占比提高到").replace("新气象。", "新气象。同志们辛苦了。"))
    found = desk.held(old)
    told = {item.diagnostic.message.split("：")[0]: item.diagnostic for item in found.found}
    assert {one.severity for one in told.values()} == {Severity.NOTE}
    assert [words for words in told if "床位占比提高到" in words and words.startswith("模板改过，这句话现在写作")]
    assert "模板改过，在“救助工作有了新气象。”的后面添了“同志们辛苦了。”；数据没有变" in told
    assert found.origin is not None
    assert found.origin.said.endswith("此后没有改动；模板的说法改过")
    assert texts(desk.updated(old)) == texts(desk.draft())


def test_a_sentence_struck_from_a_template_goes(desk: Desk) -> None:
    old = desk.draft()
    desk.say(SPOKEN.replace("救助工作有了新气象。", ""))
    (item,) = desk.held(old).found
    assert item.diagnostic.message.startswith("模板改过，现在不再写这句话；数据没有变")
    assert texts(desk.updated(old)) == texts(desk.draft())


def test_where_the_data_changed_as_well_what_differs_is_stale(desk: Desk) -> None:
    old = desk.draft()
    make_workspace(desk.root, PLAN + returns(beds=(74, 93, 94, 93, 94, 93)))
    desk.say(SPOKEN.replace("有了新气象", "气象一新"))
    found = desk.held(old)
    assert Severity.ERROR in {item.diagnostic.severity for item in found.found if item.diagnostic.code == "V121"}
    assert found.origin is not None
    assert "此后改过1处；模板的说法改过" in found.origin.said
    assert texts(desk.updated(old)) == texts(desk.draft())


def test_other_settings_are_a_change_of_what_it_comes_from(desk: Desk) -> None:
    old = desk.draft()
    file = desk.root / "mzgz.yaml"
    file.write_text(file.read_text("utf-8") + "\nnotice: 内部资料\n", "utf-8")
    origin = desk.held(old).origin
    assert origin is not None
    assert origin.changed == ("mzgz.yaml改过",)
    assert not origin.templates_changed


def test_what_a_newer_program_says_in_other_words_is_told_once_and_blocks_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another wording of the program, stood for by another draft, with data and templates as they were."""
    desk.say(SPOKEN)
    monkeypatch.setattr(provenance, "program_wording", lambda: "older")
    old = desk.draft()
    monkeypatch.undo()
    document = make("speech", desk.board(), desk.root).document
    assert document is not None
    properties = document.properties
    desk.say(SPOKEN.replace("救助工作有了新气象", "救助工作展现新气象").replace("达到", "升到"))
    other = make("speech", desk.board(), desk.root).document
    assert other is not None
    now = replace(other, properties={**properties, "mzgz.program": "newer"})
    found = verify(read(old).document, desk.board(), "稿.docx", now)
    told = [each.diagnostic for each in found.found if each.diagnostic.code in ("V121", "V122")]
    assert [(each.severity, each.message.partition("，")[0]) for each in told] == [
        (Severity.NOTE, "措辞因程序更新而不同")
    ]
    assert not found.blocks
    same = replace(other, properties=properties | {"mzgz.program": read(old).document.properties["mzgz.program"]})
    blocked = verify(read(old).document, desk.board(), "稿.docx", same)
    assert blocked.blocks
