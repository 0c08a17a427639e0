"""Section templates and figures become a document: headings, paragraphs, tables, charts, without a format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mzgz.checks import wording
from mzgz.claims import FalseClaim, bare_claims
from mzgz.diagnostics import Diagnostic, Severity, Source
from mzgz.document import Document, Paragraph, Part, Style
from mzgz.figures import Figures
from mzgz.progress import Board
from mzgz.report.markup import lines, paragraph
from mzgz.report.names import Names
from mzgz.report.sandbox import TemplateFault, environment, render

FALSE_CLAIM = ("D101", "false-claim")
BARE_CLAIM = ("D102", "bare-claim")
TEMPLATE = ("D103", "template-fault")
BLANK = ("D104", "blank")


@dataclass(frozen=True, slots=True)
class Composed:
    """A document, what is wrong with it, and the places still to be filled."""

    document: Document | None
    found: tuple[Diagnostic, ...]
    blanks: tuple[str, ...]


def compose_text(board: Board, root: Path, name: str) -> Composed:
    """The document told by `templates/<name>/NN-*.j2`, in the order of their numbers."""
    folder = root / "templates" / name
    where = f"templates/{name}"
    bureau = board.ledger.workspace.bureau
    names = Names(Figures(board))
    context = names.context()
    room = environment(folder)
    paragraphs: list[Paragraph] = []
    found: list[Diagnostic] = []
    for file in sorted(folder.glob("[0-9][0-9]-*.j2")):
        try:
            text = render(room, file.name, where, context)
        except TemplateFault as fault:
            found.append(
                _finding(
                    TEMPLATE, fault.source, fault.message, "请改模板；改不好时用 mzgz init 新建一个示例，取回原来的文件"
                )
            )
            continue
        except FalseClaim as false:
            source = Source(f"{where}/{file.name}")
            found.append(
                _finding(
                    FALSE_CLAIM,
                    source,
                    f"“{false.words}”没有数据支持：{false.contradiction}",
                    "请改用 ladder 给出退一步的说法，或改正数据",
                )
            )
            continue
        for line in lines(text):
            source = Source(f"{where}/{file.name}")
            for words in bare_claims(line.own_words):
                message = f"“{words}”是直接写上去的，没有用数据证明：{line.text[:30]}…"
                found.append(_finding(BARE_CLAIM, source, message, "请写成 {{ claim('…', 目标) }}"))
            made = paragraph(line, names.figures.made)
            found.extend(_wording(made.text, source, (bureau.name, bureau.city, *map(names.shown, names.blanks))))
            paragraphs.append(made)
    title = next((each.text for each in paragraphs if each.style is Style.TITLE), name)
    document = Document(name, title, bureau.name, board.as_of.isoformat(), (Part(tuple(paragraphs)),))
    return Composed(document, tuple(found), tuple(dict.fromkeys(names.blanks)))


def _wording(text: str, source: Source, spare: tuple[str, ...]) -> list[Diagnostic]:
    """The wording rules over a composed paragraph."""
    return [
        Diagnostic(rule.code, rule.slug, rule.severity, f"{slip.message}（“{_around(text, slip)}”）", slip.hint, source)
        for rule in wording.RULES
        for slip in wording.slips(rule, text, spare)
    ]


def _around(text: str, slip: wording.Slip) -> str:
    return text[max(slip.start - 8, 0) : slip.end + 8]


def _finding(kind: tuple[str, str], source: Source, message: str, hint: str) -> Diagnostic:
    return Diagnostic(kind[0], kind[1], Severity.ERROR, message, hint, source)


__all__ = ["Composed", "compose_text"]
