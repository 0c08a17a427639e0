"""Section templates and figures become a document: headings, paragraphs, tables, charts, without a format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mzgz.language.personal_data import masked
from mzgz.model.document import Document, Paragraph, Part, Style
from mzgz.model.findings import Diagnostic, Severity, Source
from mzgz.progress import Board
from mzgz.publishing.claims import FalseClaim, bare_claims
from mzgz.publishing.figures import Figures
from mzgz.publishing.report.numbering import arranged
from mzgz.publishing.report.sandbox import TemplateFault, environment, line_of, render
from mzgz.publishing.report.template_markup import Line, lines, paragraph, shown
from mzgz.publishing.report.template_names import Names
from mzgz.validation.rules import wording

FALSE_CLAIM = ("D101", "false-claim")
BARE_CLAIM = ("D102", "bare-claim")
TEMPLATE = ("D103", "template-fault")

_MEND = "请改模板；改不好时用 mzgz init 新建一个示例，取回原来的文件"
_LADDER = "请改用 ladder 给出退一步的说法，或改正数据"


@dataclass(frozen=True, slots=True)
class Composed:
    """A document, what is wrong with it, and the places still to be filled."""

    document: Document | None
    found: tuple[Diagnostic, ...]
    blanks: tuple[str, ...]


def compose_text(board: Board, root: Path, name: str) -> Composed:
    """The document told by `templates/<name>/NN-*.j2`, in the order of their numbers."""
    names = Names(Figures(board))
    told, found = _rendered(root / "templates" / name, f"templates/{name}", names)
    bureau = board.ledger.workspace.bureau
    spare = (bureau.name, bureau.city, *map(names.gap, names.blanks))
    paragraphs: list[Paragraph] = []
    for line in arranged(told, lambda text: len(shown(text, names.figures.made))):
        paragraphs.append(paragraph(line, names.figures.made))
        found.extend(_wording(paragraphs[-1].text, Source(f"templates/{name}"), spare))
    title = next((each.text for each in paragraphs if each.style is Style.TITLE), name)
    document = Document(name, title, bureau.name, board.as_of.isoformat(), (Part(tuple(paragraphs)),))
    return Composed(document, tuple(found), tuple(dict.fromkeys(names.blanks)))


def _rendered(folder: Path, where: str, names: Names) -> tuple[list[Line], list[Diagnostic]]:
    """The lines of all files that can be rendered, and what is wrong with those that cannot."""
    room, context = environment(folder), names.context()
    told: list[Line] = []
    found: list[Diagnostic] = []
    for file in sorted(folder.glob("[0-9][0-9]-*.j2")):
        path = f"{where}/{file.name}"
        try:
            written = list(lines(render(room, file.name, where, context)))
        except TemplateFault as fault:
            found.append(_finding(TEMPLATE, fault.source, fault.message, _MEND))
        except FalseClaim as false:
            message = f"“{false.words}”没有数据支持：{false.contradiction}"
            found.append(_finding(FALSE_CLAIM, Source(path, line_of(false, path)), message, _LADDER))
        else:
            told += written
            found += [finding for line in written for finding in _bare(line, names, path)]
    return told, found


def _bare(line: Line, names: Names, path: str) -> list[Diagnostic]:
    """Strong words written without proof."""
    around = shown(line.text, names.figures.made)[:30]
    return [
        _finding(
            BARE_CLAIM,
            Source(path),
            f"“{words}”是直接写上去的，没有用数据证明：{around}…",
            "请写成 {{ claim('…', 目标) }}",
        )
        for words in bare_claims(line.own_words)
    ]


def _wording(text: str, source: Source, spare: tuple[str, ...]) -> list[Diagnostic]:
    """The wording rules over a composed paragraph."""
    return [
        Diagnostic(rule.code, rule.slug, rule.severity, f"{slip.message}（“{_around(text, slip)}”）", slip.hint, source)
        for rule in wording.RULES
        for slip in wording.slips(rule, text, spare)
    ]


def _around(text: str, slip: wording.Slip) -> str:
    return masked(text[max(slip.start - 8, 0) : slip.end + 8])


def _finding(kind: tuple[str, str], source: Source, message: str, hint: str) -> Diagnostic:
    return Diagnostic(kind[0], kind[1], Severity.ERROR, message, hint, source)


__all__ = ["Composed", "compose_text"]
