"""The fields of a page into a draft: the third reader beside the workbook's and the CSV's, with the same findings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from mzgz.intake.faults import form_faults
from mzgz.intake.form import layout
from mzgz.intake.form.cell_values import PLAIN_NUMBER, CellReader, Spot
from mzgz.intake.form.draft import Draft, FileDrafts, Sheaf, is_sound
from mzgz.model.findings import Diagnostic, Source
from mzgz.model.hints import NO, SHEET_LABELS, YES
from mzgz.model.honour_levels import HONOUR_LEVELS
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.model.targets import Target
from mzgz.model.targets.reported_facts import STAGES
from mzgz.publishing.overview.annex_rows import ANNEX, annex_lines, blank_heads

ORIGIN = "网上填报"
COVER: Final = {"filled_by": "填报人（岗位）", "approved_by": "审核人（岗位）", "signed_by": "签发人（职务）"}
"""Fields of the page beside the figures, by what they are of the return."""


def cover_key(name: str) -> str:
    """Of a field beside the figures, among the cells of the page."""
    return f"cover/{name}"


def read_fields(
    texts: Mapping[str, str],
    reasons: Mapping[str, str],
    unit: str,
    month: Period,
    ledger: Ledger,
) -> FileDrafts:
    """The draft that typed fields make; `texts` by `target/field` and, of the annex, by `list/row/field`; `reasons` by
    `rule/target`. Never raises for bad data."""
    into = CellReader()
    sheaf = Sheaf(unit, month, Source(ORIGIN))
    sheaf.head |= {name: texts.get(cover_key(name), "").strip() or None for name in COVER}
    asked = layout.on_form(ledger, unit, month, said=True)
    targets = [*asked, *layout.early(ledger, unit, month, asked)]
    for target in targets:
        sheaf.listed.add(target.id)
        for name in (*layout.fields_of(target), "not_applicable", "pending"):
            key = layout.key_of(target, name)
            if texts.get(key, "").strip():
                _value(target, name, Spot(Source(ORIGIN, cell=key), texts[key], textual=True), sheaf, into)
    _explanations(reasons, targets, ledger.submission(unit, month), sheaf, into)
    _annex(texts, layout.section_titles(ledger, month), sheaf, into)
    built = sheaf.made(list(ledger.plans[month.year].targets))
    found = tuple(_at_its_field(each, sheaf.listed) for each in into.found)
    sound, unread = is_sound(into.found), sheaf.unread(into.found)
    return FileDrafts((Draft(built, ORIGIN, frozenset(sheaf.listed), complete=sound, unread=unread),), found)


_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．－，", "0123456789.-,")


def as_numbers(texts: Mapping[str, str], targets: Sequence[Target]) -> dict[str, str]:
    """What was typed, with the numbers as they are read: typed by an input method they come full-width, and people write
    the unit that stands beside the blank into it."""
    plain = dict(texts)
    for target in targets:
        for name in target.operands:
            key = layout.key_of(target, name)
            if key in plain:
                plain[key] = _as_number(plain[key], target.operand(name).unit)
    return plain


def _as_number(text: str, unit: str) -> str:
    number = text.strip().translate(_FULL_WIDTH).removesuffix(unit).strip()
    return number if PLAIN_NUMBER.fullmatch(number) else text


def _at_its_field(finding: Diagnostic, known: Collection[str]) -> Diagnostic:
    """So that it stands at the row whose blank it is about."""
    target, _, field = (finding.source.cell or "").partition("/")
    return replace(finding, target=target, field=field) if target in known else finding


def _value(target: Target, name: str, spot: Spot, sheaf: Sheaf, into: CellReader) -> None:
    value: object
    if name in layout.NUMBERS:
        value = into.number(spot, target.operand(name).unit, whole=target.whole(name))
    elif name in ("on", "pending"):
        value = into.day(spot, sheaf.period.year)
    elif name == "done":
        chosen = into.choice(spot, (YES, NO))
        value = None if chosen is None else chosen == YES
    elif name == "stage":
        value = into.choice(spot, STAGES)
    elif name == "evidence":
        value = into.papers(spot)
    else:
        value = into.words(spot, reason=name == "not_applicable")
    sheaf.put(target.id, name, value, spot.source)


def _annex(texts: Mapping[str, str], sections: tuple[str, ...], sheaf: Sheaf, into: CellReader) -> None:
    """Highlights, honours and problems; a row that lacks something is told, as in a workbook."""
    choices = {"section": sections, "level": HONOUR_LEVELS}
    for name, model in ANNEX.items():
        make: Callable[..., object] = model
        for place, line in annex_lines(texts, name).items():
            into.about = f"“{SHEET_LABELS[name]}”第{place + 1}条"
            spots = {
                field: Spot(Source(ORIGIN, cell=f"{name}/{place}/{field}"), line[field] or None, textual=True)
                for field in line
            }
            for spot, head in zip(spots.values(), blank_heads(name), strict=True):
                if spot.value is None:
                    into.tell(form_faults.cell.row_incomplete, spot.source, missing=head)
            values = {
                field: into.choice(spot, choices[field]) if field in choices else into.words(spot)
                for field, spot in spots.items()
            }
            if all(values.values()):
                items = sheaf.lists.setdefault(name, [])
                sheaf.places[(name, len(items))] = next(iter(spots.values())).source
                items.append(make(**values))
    into.about = ""


def _explanations(
    reasons: Mapping[str, str], targets: list[Target], before: Submission | None, sheaf: Sheaf, into: CellReader
) -> None:
    """A reason is bound to all that is said of its target now: when a number changes, the reason no longer holds.
    One that stood before keeps the values it named."""
    known = {target.id: target for target in targets}
    for key, reason in reasons.items():
        rule, _, name = key.partition("/")
        target = known.get(name)
        if target is not None and reason.strip() and sheaf.given(target):
            names = _named_before(before, rule, target, reason.strip()) or sheaf.given(target)
            sheaf.explain(rule, target, names, reason.strip(), Source(ORIGIN, cell=key), into)


def _named_before(before: Submission | None, rule: str, target: Target, reason: str) -> list[str]:
    same = (rule, target.id, reason)
    for item in before.explanations if before else ():
        if (item.rule, item.target, item.reason) == same:
            return list(item.values)
    return []
