"""The workbook at the desk: handed out as it stands, and taken in again by the importer's own door."""

from __future__ import annotations

import io
from collections.abc import Mapping

from flask import Flask, Response, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from mzgz.apps.web.desk_writes import writing_at
from mzgz.apps.web.month_form import PresentForm, cover_of, page_targets
from mzgz.apps.web.roles import Need
from mzgz.apps.web.route_context import WebDesk, needs, plain_name
from mzgz.apps.web.routes.filling import form_page, still_holding
from mzgz.apps.web.unfinished_forms import Brought, HalfFilled
from mzgz.apps.web.uploaded_files import laid_aside
from mzgz.apps.web.workbook_process import FormOrder, UploadOrder, form_made, upload_read
from mzgz.intake.form import layout
from mzgz.intake.form.draft import Draft
from mzgz.intake.form.import_result import united
from mzgz.model.periods import Period
from mzgz.model.submissions import Submission
from mzgz.model.unit import Unit
from mzgz.publishing.overview.annex_rows import ANNEX, annex_texts, annex_texts_besides
from mzgz.publishing.overview.entry_rows import texts_of
from mzgz.workflow.findings_before_import import refused_as_well


def add(app: Flask, desk: WebDesk) -> None:
    """Files of a unit's month."""

    @app.post("/fill/<month>/<unit>/upload")
    @needs(Need.WRITE_UNIT)
    def upload(month: str, unit: str) -> AnyResponse:
        return _upload(desk, desk.month(month), desk.unit(unit))

    @app.get("/fill/<month>/<unit>/form.xlsx")
    @needs(Need.READ_UNIT)
    def form_file(month: str, unit: str) -> Response:
        state, period, whose = desk.state(), desk.month(month), desk.unit(unit)
        filled = state.ledger.submission(unit, period) is not None
        found = state.of_return(unit, period) if filled else ()
        data = desk.made(form_made, FormOrder(desk.settings.root, unit, period, filled, found))
        name = layout.file_name(whose.code, whose.label, period)
        return send_file(io.BytesIO(data), download_name=name, as_attachment=True)


def _upload(desk: WebDesk, month: Period, unit: Unit) -> AnyResponse:
    """A filled workbook or CSV; what it says lands in the page, nothing is handed in yet."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return form_page(desk, month, unit, "没有选文件。", 422)
    name, state = plain_name(file.filename), desk.state()
    with laid_aside(file) as place:
        taken = desk.made(upload_read, UploadOrder(desk.settings.root, unit.code, month, name, place))
    draft = next((one for one in taken.drafts if one.complete), None)
    if draft is None:
        judged = refused_as_well(taken.drafts, state.ledger, desk.settings.root, desk.today, state.loaded, state.as_of)
        more = tuple(finding for _, found in judged for finding in found)
        words = "这个文件没有收进来，问题列在下面。"
        if more:
            words = "这个文件没有收进来。读不准的和审核指出的都列在下面，请一并改好再收。"
        return form_page(desk, month, unit, words, 422, refused=(*taken.found, *more))
    with writing_at(desk):
        _put_aside(desk, month, unit, draft, name)
    notes = tuple(one for one in taken.found if not one.blocks)
    words = f"文件已收进来，已经存下，还没有交。要改的、要说明的列在下面；都没有了，就点“交给{desk.state().ledger.workspace.vocabulary.own}”。"
    return form_page(desk, month, unit, words, refused=notes, taken_in=True)


def _put_aside(desk: WebDesk, month: Period, unit: Unit, draft: Draft, name: str) -> None:
    """What the file speaks of in place of what the page said; the rest of the page stays."""
    ledger, now = desk.state().ledger, PresentForm.of(desk, month, unit)
    standing = ledger.submission(unit.code, month)
    after = united(standing, draft, ledger.plans[month.year]) if standing else draft.submission
    together = {**_untouched(now.texts, draft), **_spoken(desk, month, unit, draft, after)}
    together |= annex_texts(draft.submission) if draft.lists else annex_texts_besides(draft.submission, together)
    reasons = {f"{item.rule}/{item.target}": item.reason for item in draft.submission.explanations}
    held = still_holding(reasons, now.reasons, now.texts, together)
    day = draft.filled_on.isoformat() if draft.filled_on else ""
    brought = Brought(name, together, held, day, draft.content)
    HalfFilled(together, held, now.standing, brought).write(desk.settings.root, unit.code, month)


def _spoken(desk: WebDesk, month: Period, unit: Unit, draft: Draft, after: Submission) -> dict[str, str]:
    """The cells a file speaks of, with what they say then."""
    targets = page_targets(desk.state().ledger, unit, month)
    texts = texts_of(after, [target for target in targets if target.id in draft.listed])
    return {key: text for key, text in texts.items() if _speaks(draft, key)} | cover_of(draft.submission)


def _untouched(texts: Mapping[str, str], draft: Draft) -> dict[str, str]:
    return {key: text for key, text in texts.items() if not _speaks(draft, key)}


def _speaks(draft: Draft, key: str) -> bool:
    target, _, field = key.partition("/")
    if target in ANNEX and "/" in field:
        return draft.lists
    return target in draft.listed if draft.fields is None else field in draft.fields.get(target, ())
