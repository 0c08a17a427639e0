"""Section templates and figures become a document: headings, paragraphs, tables, charts, without a format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from mzgz.intake.regular_file import read_regular
from mzgz.language.personal_data import masked
from mzgz.model.document import Document, Paragraph, Part, Style
from mzgz.model.findings import Diagnostic, Source
from mzgz.progress import Board
from mzgz.publishing.claim_conditions import FalseClaim, bare_claims
from mzgz.publishing.figures import Figures
from mzgz.publishing.report.blanks_to_fill import as_shown
from mzgz.publishing.report.dated_templates import Template, template_home, templates_of
from mzgz.publishing.report.draft_rules import (
    BARE_CLAIM,
    FALSE_CLAIM,
    TEMPLATE_FAULT,
    bare_claim,
    draft_finding,
    false_claim,
    template_fault,
)
from mzgz.publishing.report.heading_numbers import arranged
from mzgz.publishing.report.speech_length import unmarked, within
from mzgz.publishing.report.template_markup import Line, lines, paragraph, shown
from mzgz.publishing.report.template_names import Names
from mzgz.publishing.report.template_sandbox import Environment, TemplateFault, environment, line_of, render
from mzgz.publishing.report.undated_claims import undated_claims
from mzgz.validation.rules import wording
from mzgz.validation.rules.wording_slip import Slip

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_SHORT = 4096
"""Bytes; whatever is longer says something."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A document, what is wrong with it, and the places still to be filled."""

    document: Document | None
    found: tuple[Diagnostic, ...]
    blanks: tuple[str, ...]
    by_default: tuple[str, ...] = ()
    """Names of the targets told by the sentence of their kind, for no template has one of their own."""
    in_annex: tuple[str, ...] = ()
    """Names of the targets the text does not speak of."""


def compose_text(board: Board, root: Path, name: str, general: Path | None = None) -> Composed:
    """The document told by `templates/<name>/NN-*.j2`, in the order of their numbers; what `templates/<name>/<year>/`
    holds goes before a file of the same name, and holds for that year alone. `general` is the workspace whose templates
    true in any year stand in where `root` has none."""
    names = Names(Figures(board))
    home, year = template_home(root, name, board.year, general)
    folder = home / "templates" / name
    files = templates_of(folder, name, year)
    folders = (folder,) if year is None else (folder / str(year), folder)
    rendered, found = _rendered(files, home, environment(*folders), names)
    found += undated_claims(files, board, home)
    built = names.figures.made
    kept, left = within(rendered, board.ledger.workspace.speech.length, lambda text: len(shown(unmarked(text), built)))
    paragraphs = [paragraph(line, built) for line in arranged(kept, lambda text: len(shown(text, built)))]
    found += _slips(paragraphs, name, names)
    title = next((each.text for each in paragraphs if each.style is Style.TITLE), name)
    document = Document(
        name, title, board.ledger.workspace.bureau.name, board.as_of.isoformat(), (Part(tuple(paragraphs)),)
    )
    return Composed(document, tuple(found), names.blanks.listed, names.told_by_default(left), names.left_out(left))


def _slips(paragraphs: list[Paragraph], name: str, names: Names) -> list[Diagnostic]:
    bureau = names.figures.board.ledger.workspace.bureau
    spare = (bureau.name, bureau.city, *map(as_shown, names.blanks.met))
    return [slip for each in paragraphs for slip in _wording(each.text, Source(f"templates/{name}"), spare)]


def _rendered(
    files: tuple[Template, ...], root: Path, room: Environment, names: Names
) -> tuple[list[Line], list[Diagnostic]]:
    """The lines of all files that can be rendered, and what is wrong with those that cannot."""
    context = names.context()
    phrased: list[Line] = []
    found: list[Diagnostic] = []
    if all(file.dated for file in files):
        found.append(_unread("templates", "没有模板，写不出正文"))
    for file in files:
        whole = root / file.path
        if not whole.is_symlink() and _says_nothing(whole):
            found.append(_unread(file.path, "模板是空的"))
            continue
        try:
            written = list(lines(render(room, file.name, file.folder, context)))
        except TemplateFault as fault:
            found.append(draft_finding(TEMPLATE_FAULT, template_fault(fault.message), fault.source))
        except FalseClaim as false:
            place = Source(file.path, line_of(false, file.path))
            found.append(draft_finding(FALSE_CLAIM, false_claim(false.words, false.contradiction), place))
        else:
            phrased += written
            found += [finding for line in written for finding in _bare(line, names, file.path)]
    return phrased, found


def _says_nothing(file: Path) -> bool:
    """Whether a template has nothing but blanks and comments; one that cannot be read is told when it is rendered."""
    try:
        return not _COMMENT.sub("", read_regular(file, _SHORT).decode("utf-8")).strip()
    except (OSError, UnicodeDecodeError):
        return False


def _bare(line: Line, names: Names, path: str) -> list[Diagnostic]:
    """Strong words written without proof."""
    around = shown(unmarked(line.text), names.figures.made)[:30]
    source = Source(path)
    return [draft_finding(BARE_CLAIM, bare_claim(words, around), source) for words in bare_claims(line.own_words)]


def _wording(text: str, source: Source, spare: tuple[str, ...]) -> list[Diagnostic]:
    """The wording rules over a composed paragraph."""
    return [
        Diagnostic(rule.code, rule.slug, rule.severity, f"{slip.message}（“{_around(text, slip)}”）", slip.hint, source)
        for rule in wording.RULES
        for slip in wording.slips(rule, text, spare)
    ]


def _around(text: str, slip: Slip) -> str:
    return masked(text[max(slip.start - 8, 0) : slip.end + 8])


def _unread(path: str, message: str) -> Diagnostic:
    return draft_finding(TEMPLATE_FAULT, template_fault(message), Source(path))


__all__ = ["Composed", "compose_text"]
