"""A small office with one year's figures, a document of them, and the ways people and programs change a document."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree

from mzgz.formats.docx import Profile, write
from mzgz.formats.docx.document_reader import read
from mzgz.intake.workspace import load
from mzgz.model.document import Document, Figure, Inline, Paragraph, Part, Style
from mzgz.progress import Board
from mzgz.publishing.figures import Figures
from mzgz.publishing.verify.document_verification import verify
from mzgz.publishing.verify.verification import Verification
from workspace import make_workspace

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W, "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006"}
MAIN = "word/document.xml"

PLAN = """\
# targets/2022/01-care.yaml
section: {part: 三, number: （二）, title: 健全完善养老服务体系, division: 养老服务科}
targets:
  - id: nursing-bed-share
    name: 养老机构护理型床位占比
    kind: ratio
    numerator: {name: 养老机构护理型床位数, unit: 张}
    denominator: {name: 养老机构床位总数, unit: 张}
    goal: ">= 55%"
    baseline: {period: "2021", numerator: 482, denominator: 1000}
    due: 2022-12-31
    cadence: year
    source: {section: 三（二）, item: 1}
  - id: street-centres
    name: 街道养老服务中心覆盖率
    kind: ratio
    numerator: {name: 建有中心的街道, unit: 个}
    denominator: {name: 街道总数, unit: 个}
    scope: {where: streets > 0}
    goal: "= 100%"
    due: 2022-12-31
    cadence: year
    source: {section: 三（二）, item: 2}
  - id: aid-projects
    name: 政府购买救助服务项目数
    kind: count
    value: {name: 本年政府购买救助服务项目, unit: 个}
    measured: cumulative
    goal: ">= 30"
    baseline: {period: "2021", value: 26}
    due: 2022-12-31
    cadence: year
    source: {section: 三（二）, item: 3}
  - id: people-helped
    name: 救助困难群众
    kind: count
    value: {name: 救助困难群众人数, unit: 人}
    measured: cumulative
    goal: ">= 100000"
    due: 2022-12-31
    cadence: year
    source: {section: 三（二）, item: 4}
  - id: no-relapse
    name: 不发生规模性返贫
    kind: redline
    value: {name: 规模性返贫事件, unit: 起}
    due: 2022-12-31
    cadence: year
    source: {section: 三（二）, item: 5}
"""
UNITS = {"150702": 7, "150703": 5, "150721": 0, "150722": 0, "150723": 0, "150724": 0}
BEDS = (94, 93, 94, 93, 94, 93)
"""Of 1000 beds 561 are for nursing."""


def returns(beds: tuple[int, ...] = BEDS, streets: tuple[int, int] = (7, 5), projects: int = 39) -> str:
    """December of six districts: 561 of 1000 beds, 12 of 12 streets, 39 projects, 123,456 people, no event."""
    texts = []
    for place, (code, has) in enumerate(UNITS.items()):
        street = f"  street-centres: {{numerator: {streets[place]}, denominator: {has}}}\n" if has else ""
        texts.append(
            f"# submissions/2022-12/{code}.yaml\nentries:\n"
            f"  nursing-bed-share: {{numerator: {beds[place]}, denominator: {170 if place == 0 else 166}}}\n{street}"
            f"  aid-projects: {{value: {projects - 15 if place == 0 else 3}}}\n"
            f"  people-helped: {{value: {23456 if place == 0 else 20000}}}\n"
            "  no-relapse: {value: 0}\n"
        )
    return "".join(texts)


def board_of(root: Path, text: str = "") -> Board:
    """The office with its December returns."""
    ledger, found = load(make_workspace(root, PLAN + (text or returns())))
    assert not [item for item in found if item.severity == "error"], found
    return Board(ledger, 2022, date(2023, 1, 5))


@dataclass
class Office:
    """A board and the document made of it."""

    board: Board

    def figure(self, target: str, aspect: str = "value", unit: str = "") -> Figure:
        progress = self.board.unit(target, unit) if unit else self.board.city(target)
        figure = Figures(self.board).of(progress, aspect)
        assert figure is not None
        return figure

    def document(self, *extra: tuple[Inline, ...]) -> Document:
        """Five figures in three paragraphs under two headings; `extra` paragraphs follow."""
        share, rise = self.figure("nursing-bed-share"), self.figure("nursing-bed-share", "rise")
        above = self.figure("nursing-bed-share", "above")
        bodies: list[tuple[Inline, ...]] = [
            ("养老机构护理型床位占比达到", share, "，比上年提高", rise, "个百分点，高于目标", above, "个百分点。"),
            ("街道养老服务中心覆盖率达到", self.figure("street-centres"), "，实现全覆盖。"),
            ("实施项目", self.figure("aid-projects"), "个。"),
            *extra,
        ]
        heads = (
            Paragraph(("在会议上的讲话",), Style.TITLE),
            Paragraph(("二、2022年工作成效",), Style.HEADING1),
            Paragraph(("（一）健全完善养老服务体系",), Style.HEADING2),
        )
        blocks = (*heads, *(Paragraph(inlines) for inlines in bodies))
        return Document("note", "讲话", "呼市民政局", "2023-01-05", (Part(blocks),))

    def docx(self, *extra: tuple[Inline, ...]) -> bytes:
        return write(self.document(*extra), None, Profile())

    def verify(self, data: bytes, composed: Document | None = None) -> Verification:
        return verify(read(data).document, self.board, "讲话.docx", composed)


def states(verification: Verification) -> dict[str, str]:
    """Each figure's state by the short form of its id; a second one of the same id gets an apostrophe."""
    found: dict[str, str] = {}
    for result in verification.figures:
        name = result.id.replace("@city/2022-12", "")
        while name in found:
            name += "'"
        found[name] = result.state
    return found


def codes(verification: Verification) -> list[str]:
    return [item.diagnostic.code for item in verification.found]


# ── changing a file ─────────────────────────────────────────────────────────────────────────────────────────────


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def changed(data: bytes, change: Callable[[etree._Element], None], part: str = MAIN) -> bytes:
    """The file with one part's tree changed."""
    parts = members(data)
    root = etree.fromstring(parts[part])
    change(root)
    parts[part] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return packed(parts)


def replaced(data: bytes, pattern: str, by: str | Callable[[re.Match[str]], str], part: str = MAIN) -> bytes:
    """The file with a stretch of one part's XML rewritten; it must be there."""
    parts = members(data)
    text, count = re.subn(pattern, by, parts[part].decode())
    assert count, pattern
    parts[part] = text.encode()
    return packed(parts)


def control(root: etree._Element, aspect: str) -> etree._Element:
    """The content control of a figure, by the end of its tag."""
    found = root.xpath(f"//w:sdt[substring-after(w:sdtPr/w:tag/@w:val, '{aspect}') = '' and contains(w:sdtPr/w:tag/@w:val, '{aspect}')]", namespaces=NS)  # fmt: skip
    assert isinstance(found, list)
    assert isinstance(found[0], etree._Element)
    return found[0]


def typed(data: bytes, aspect: str, text: str) -> bytes:
    """As if a person had typed over the number."""

    def change(root: etree._Element) -> None:
        for number, node in enumerate(control(root, aspect).iter(f"{{{W}}}t")):
            node.text = "" if number else text

    return changed(data, change)


def added(data: bytes, text: str) -> bytes:
    """As if a person had written a paragraph at the end."""
    body = rf"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>\1"
    return replaced(data, r"(<w:sectPr(?:(?!<w:sectPr).)*</w:body>)", body)


def accepted(data: bytes) -> bytes:
    """As if every revision had been accepted."""

    def change(root: etree._Element) -> None:
        for node in list(root.iter(f"{{{W}}}del", f"{{{W}}}moveFrom")):
            parent = node.getparent()
            assert parent is not None
            place = parent.index(node)
            parent[place : place + 1] = node.findall(f"{{{W}}}bookmarkStart") + node.findall(f"{{{W}}}bookmarkEnd")
        for node in list(root.iter(f"{{{W}}}ins", f"{{{W}}}moveTo")):
            parent = node.getparent()
            assert parent is not None
            place = parent.index(node)
            parent[place : place + 1] = list(node)

    return changed(data, change)
