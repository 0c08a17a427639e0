"""A letter between offices in the form of GB/T 9704: whom it goes to, what it says, who signs it and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mzgz.language.finding_phrases import day
from mzgz.model.document import Block, Document, Paragraph, Part, Style, Table
from mzgz.model.ledger import Ledger
from mzgz.model.local_words import Vocabulary
from mzgz.model.unit import Unit


@dataclass(frozen=True, slots=True)
class Letter:
    """A document for one unit, or for all (`unit` None). `name` is the file's, without its ending."""

    kind: str
    unit: Unit | None
    name: str
    document: Document
    asks: str
    """What is to be done and by when, in a line of a list."""

    @property
    def on(self) -> date:
        """The day it bears."""
        return date.fromisoformat(self.document.date)


@dataclass(frozen=True, slots=True)
class Addressee:
    """How a unit is addressed in the first line, and how within a sentence."""

    name: str
    you: str


def everybody(units: Iterable[Unit], words: Vocabulary) -> str:
    """All of them and the house itself: 各旗市区民政局、局机关各科室 (or whatever its divisions are called); of townships the governments, of streets the offices."""
    places = {"人民政府": words.townships, "办事处": "街道"}
    seats = dict.fromkeys(_seat(unit) for unit in units if not unit.is_bureau) or {"": None}
    named = [f"各{places.get(seat, words.units)}{seat or words.office}" for seat in seats]
    house = "局" if words.office.endswith("局") else ""
    return "、".join((*named, f"{house}机关各{words.divisions}"))


def _seat(unit: Unit) -> str:
    """What a place below the county is written to; empty where it has a bureau of the trade."""
    if unit.name.endswith(("镇", "乡", "苏木")):
        return "人民政府"
    return "办事处" if unit.name.endswith("街道") else ""


def addressee(unit: Unit, words: Vocabulary) -> Addressee:
    """A district's bureau, a township's government; the city's own tasks go to the divisions of the house."""
    if unit.is_bureau:
        return Addressee(f"局机关各有关{words.divisions}", "你们")
    if seat := _seat(unit):
        return Addressee(f"{unit.name}{seat}", "你单位")
    return Addressee(f"{unit.name}{words.office}", "你局" if words.office.endswith("局") else "你单位")


@dataclass(frozen=True, slots=True)
class Annex:
    """A table on a page of its own, under the name the letter mentions it by."""

    name: str
    table: Table


@dataclass(frozen=True, slots=True)
class LetterBody:
    """What the writer of a letter gives; the rest is form. A long title is broken by sense, with a line feed."""

    title: str
    to: str
    body: tuple[str | Paragraph, ...]
    annexes: tuple[Annex, ...] = ()


def official(draft: LetterBody, ledger: Ledger, on: date) -> Document:
    """The draft in official form: title, 主送机关, text, 附件说明, 署名, 成文日期, annexes on pages of their own."""
    workspace = ledger.workspace
    blocks: list[Block] = [Paragraph((workspace.notice,), Style.NOTICE)] if workspace.notice else []
    blocks += [Paragraph((draft.title,), Style.TITLE), Paragraph((f"{draft.to}：",), Style.SALUTATION)]
    blocks += [item if isinstance(item, Paragraph) else Paragraph((item,)) for item in draft.body]
    blocks += _annex_note(draft.annexes)
    blocks += [Paragraph((workspace.bureau.name,), Style.SIGNATURE), Paragraph((day(on),), Style.SIGNATURE)]
    annexes = (_annex(annex, place, len(draft.annexes)) for place, annex in enumerate(draft.annexes, 1))
    parts = (Part(tuple(blocks)), *annexes)
    return Document("slip", draft.title.replace("\n", ""), workspace.bureau.name, on.isoformat(), parts)


def stopped(sentence: str) -> str:
    """With exactly one full stop at its end, a question with its own mark; nothing stays nothing."""
    told = sentence.rstrip("。；;. ")
    return told + "。" * (not told.endswith(("？", "！"))) if told else ""


def heading(text: str) -> Paragraph:
    """A heading of the first level: 一、……"""
    return Paragraph((text,), Style.HEADING1)


def _annex_note(annexes: Sequence[Annex]) -> list[Block]:
    """§7.3.4: a blank line after the text, names without closing punctuation, several of them numbered."""
    if not annexes:
        return []
    names = [annex.name for annex in annexes]
    lines = [f"附件：{names[0]}"] if len(names) == 1 else []
    for number, name in enumerate(names if len(names) > 1 else (), 1):
        lines.append(f"附件：1.{name}" if number == 1 else f"　　　{number}.{name}")
    return [Paragraph(("",)), *(Paragraph((line,)) for line in lines)]


def _annex(annex: Annex, place: int, many: int) -> Part:
    """§7.3.7: 附件 and its number on the first line, its title on the third."""
    mark = f"附件{place}" if many > 1 else "附件"
    return Part((Paragraph((mark,), Style.ATTACHMENT), Paragraph((annex.name,), Style.TITLE), annex.table))
