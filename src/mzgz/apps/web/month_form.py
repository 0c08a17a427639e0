"""What a unit's month says at the moment: handed in, put aside, and the two together; and what handing it in comes to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from mzgz.apps.web.loaded_workspace import WorkspaceState
from mzgz.apps.web.route_context import WebDesk
from mzgz.apps.web.unfinished_forms import HalfFilled
from mzgz.formats.html.page_form_reader import COVER, cover_key, read_fields
from mzgz.intake.form import layout
from mzgz.intake.form.draft import Draft, FileDrafts
from mzgz.model.findings import Diagnostic
from mzgz.model.ledger import Ledger
from mzgz.model.periods import Period
from mzgz.model.submissions import ENTERED_FOR, Submission
from mzgz.model.targets import Target
from mzgz.model.targets.target import located
from mzgz.model.unit import Unit
from mzgz.publishing.overview.annex_rows import annex_texts
from mzgz.publishing.overview.entry_rows import texts_of


@dataclass(frozen=True, slots=True)
class PresentForm:
    """All cells of the page, and the reasons."""

    standing: Mapping[str, str]
    half: HalfFilled | None
    texts: Mapping[str, str]
    reasons: Mapping[str, str]

    @classmethod
    def of(cls, desk: WebDesk, month: Period, unit: Unit) -> PresentForm:
        state = desk.state()
        submission = state.ledger.submission(unit.code, month)
        standing = said_by(submission, page_targets(state.ledger, unit, month))
        half = HalfFilled.of(desk.settings.root, unit.code, month)
        if half:
            return cls(standing, half, half.over(standing), half.reasons)
        given = submission.explanations if submission else ()
        return cls(standing, None, standing, {f"{item.rule}/{item.target}": item.reason for item in given})


def page_targets(ledger: Ledger, unit: Unit, month: Period) -> list[Target]:
    """Everything a unit can speak of on its page: what is asked, and after it what is not asked for yet."""
    asked = layout.on_form(ledger, unit.code, month, said=True)
    return [*asked, *layout.early(ledger, unit.code, month, asked)]


def said_by(submission: Submission | None, targets: Sequence[Target]) -> dict[str, str]:
    """What a return says, by the keys of the page: of the targets, in the annex, and who filled it in."""
    return texts_of(submission, targets) | annex_texts(submission) | cover_of(submission)


def cover_of(submission: Submission | None) -> dict[str, str]:
    """Who filled it in and who looked it over, by the keys of the page."""
    said = {cover_key(name): getattr(submission, name, None) for name in COVER}
    return {key: text for key, text in said.items() if text}


def mark_of(texts: Mapping[str, str]) -> str:
    """A sign of what had been handed in when a page was drawn."""
    return hashlib.sha256(json.dumps(dict(texts), sort_keys=True).encode()).hexdigest()[:16]


def judged(state: WorkspaceState, unit: Unit, month: Period, typed: HalfFilled) -> tuple[WorkspaceState, FileDrafts]:
    """What the rules say if this were handed in."""
    taken = read_fields(typed.texts, typed.reasons, unit.code, month, state.ledger)
    drafts = tuple(_of_file(draft, typed) for draft in taken.drafts)
    taken = replace(taken, drafts=drafts)
    reported = drafts[0].submission
    if says_nothing(reported):
        return state, taken
    return state.with_submission(reported), taken


def readable(found: Sequence[Diagnostic], taken: FileDrafts) -> tuple[Diagnostic, ...]:
    """What the rules say of what was read: a cell that could not be read is told as such, not as left blank too."""
    return tuple(finding for finding in found if taken.drafts[0].was_read(finding))


def says_nothing(submission: Submission) -> bool:
    return not (submission.entries or submission.highlights or submission.honours or submission.problems)


def _of_file(draft: Draft, typed: HalfFilled) -> Draft:
    """Named after the file it came in, as an import would name it; what was changed afterwards is said."""
    brought = typed.brought
    if brought is None:
        return draft
    same = (typed.texts, typed.reasons) == (brought.texts, brought.reasons)
    day = None
    with suppress(ValueError):
        day = date.fromisoformat(brought.filled_on)
    return replace(
        draft, path=brought.file if same else f"{brought.file}（网上改过）", filled_on=day, content=brought.content
    )


def signed(draft: Draft, *, entering: bool) -> Draft:
    """With who filled it in: that the bureau typed it in for the unit is said, and no longer said when the unit itself
    hands it in again."""
    submission = draft.submission
    own = (submission.filled_by or "").replace(f"（{ENTERED_FOR}）", "").replace(ENTERED_FOR, "").strip()
    if entering:
        name = f"{own}（{ENTERED_FOR}）" if own else ENTERED_FOR
    else:
        name = own or ("填报单位" if submission.entered_for else "")
    return replace(draft, submission=located(replace(submission, filled_by=name or None), submission.locate))
