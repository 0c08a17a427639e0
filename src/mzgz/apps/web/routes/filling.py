"""The district's desk: fill in, explain, put aside, hand in; upload the filled workbook, download the form."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, Response, redirect, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from mzgz.apps.web.desk_writes import hand_in, writing_at
from mzgz.apps.web.loaded_workspace import WorkspaceState
from mzgz.apps.web.roles import Need
from mzgz.apps.web.route_context import WebDesk, needs
from mzgz.apps.web.unfinished_forms import Conflicts, HalfFilled, conflicts, merged
from mzgz.formats.html.form_fields import read_fields
from mzgz.intake.form import layout
from mzgz.intake.form.draft import FileDrafts, Wanted
from mzgz.model.findings import Diagnostic, Severity
from mzgz.model.periods import Period
from mzgz.model.units import Unit
from mzgz.model.unread_targets import form_words
from mzgz.publishing.overview.entry_rows import entry_sections, texts_of
from mzgz.workflow import accept_and_return
from mzgz.workflow.return_stages import return_of

_CELL, _WAS, _WHY = "cell:", "was:", "why:"
_CLASH = "别人同时改了同一格，没有存；两边的数都列在格子旁边，请核对后再存。"
_MEANWHILE = "你放着的这段时间，有的格子另外报上来了；两边的数都列在格子旁边，请核对。"


def add(app: Flask, desk: WebDesk) -> None:
    """Pages of a unit."""

    @app.get("/fill/<month>/<unit>")
    @needs(Need.READ_UNIT)
    def fill(month: str, unit: str) -> Response:
        return _page(desk, desk.month(month), desk.unit(unit))

    @app.post("/fill/<month>/<unit>")
    @needs(Need.READ_UNIT)
    def fill_in(month: str, unit: str) -> AnyResponse:
        period, whose = desk.month(month), desk.unit(unit)
        deed = request.form.get("do", "save")
        allowed = desk.visitor.may_hand_in(unit) if deed == "hand-in" else desk.visitor.may(Need.WRITE_UNIT, unit)
        if not allowed:
            return desk.render("problem", "没有做成", status=403, words="这个账号不能填报，也不能代填。")
        return _fill_in(desk, period, whose, deed)

    @app.post("/fill/<month>/<unit>/upload")
    @needs(Need.WRITE_UNIT)
    def upload(month: str, unit: str) -> AnyResponse:
        return _upload(desk, desk.month(month), desk.unit(unit))

    @app.get("/fill/<month>/<unit>/form.xlsx")
    @needs(Need.READ_UNIT)
    def form_file(month: str, unit: str) -> Response:
        from mzgz.formats.xlsx.form_writer import make_form
        from mzgz.validation.rule_names import asking_names

        state, period, whose = desk.state(), desk.month(month), desk.unit(unit)
        filled = state.ledger.submission(unit, period) is not None
        found = state.of_return(unit, period) if filled else ()
        data = make_form(state.ledger, whose, period, rules=asking_names(), filled=filled, idle=True, findings=found)
        name = layout.file_name(whose.code, whose.label, period)
        return send_file(io.BytesIO(data or b""), download_name=name, as_attachment=True)


def _page(
    desk: WebDesk,
    month: Period,
    unit: Unit,
    words: str = "",
    status: int = 200,
    clashes: Conflicts | None = None,
    typed: HalfFilled | None = None,
    refused: tuple[Diagnostic, ...] = (),
    taken_in: bool = False,
) -> Response:
    state, now = desk.state(), _Present.of(desk, month, unit)
    texts, reasons = (typed.texts, typed.reasons) if typed else (now.texts, now.reasons)
    if clashes is None and now.half:
        clashes = now.half.against(now.standing)
        words = words or (_MEANWHILE if clashes else "")
    seen, own = state, state.of_return(unit.code, month)
    if typed or now.half:
        seen, taken = judged(state, unit, month, texts, reasons)
        own = (*seen.of_return(unit.code, month), *taken.found)
    own = tuple(one for one in own if not accept_and_return.of_record(one))
    begun = bool(typed or now.half or state.ledger.submission(unit.code, month))
    if not begun:
        own = ()  # that nothing has come yet is no fault of the figures: the page says so where they are handed in
    blocking = [one for one in own if one.blocks]
    reachable = desk.visitor.may(Need.WRITE_UNIT, unit.code)
    return desk.render(
        "fill",
        f"{unit.label}{month.month}月月报",
        f"/fill/{month}/{unit.code}",
        status,
        month=month,
        months=state.ledger.months_of(state.year),
        unit=unit,
        stands=return_of(state.ledger, unit, month, desk.today),
        begun=begun,
        half_filled=now.half is not None,
        submission=state.ledger.submission(unit.code, month),
        sections=entry_sections(seen.ledger, seen.board, unit.code, month, own, texts, reasons),
        stored=now.texts,
        stood=mark_of(now.standing),
        loose=[one for one in own if one.target is None],
        errors=sum(one.count for one in blocking if one.severity is Severity.ERROR),
        queries=sum(one.count for one in blocking if one.severity is Severity.QUERY),
        tab=request.args.get("tab") or ("wrong" if any(one.blocks for one in own) else "all"),
        words=words,
        clashes=clashes or {},
        refused=refused,
        taken_in=taken_in,
        writable=reachable,
        may_hand_in=desk.visitor.may_hand_in(unit.code),
        asks=_asked_for(state, unit, month),
        lacking=form_words(plan.unread) if (plan := state.ledger.plans.get(month.year)) else "",
    )


def _asked_for(state: WorkspaceState, unit: Unit, month: Period) -> tuple[str, ...]:
    """What the bureau sent it back for, while it waits to be mended."""
    record = state.ledger.acceptance.get((month, unit.code))
    last = record.last if record else None
    return tuple(reason.text for reason in last.reasons) if last and last.action == "returned" else ()


def judged(
    state: WorkspaceState, unit: Unit, month: Period, texts: Mapping[str, str], reasons: Mapping[str, str]
) -> tuple[WorkspaceState, FileDrafts]:
    """What the rules say if this were handed in."""
    taken = read_fields(texts, reasons, unit.code, month, state.ledger)
    reported = taken.drafts[0].submission
    if not reported.entries:
        return state, taken
    return state.with_submission(reported), taken


@dataclass(frozen=True, slots=True)
class _Present:
    """What a unit's month says at the moment: handed in, put aside, and the two together."""

    standing: Mapping[str, str]
    half: HalfFilled | None
    texts: Mapping[str, str]
    reasons: Mapping[str, str]

    @classmethod
    def of(cls, desk: WebDesk, month: Period, unit: Unit) -> _Present:
        state = desk.state()
        submission = state.ledger.submission(unit.code, month)
        standing = texts_of(submission, layout.on_form(state.ledger, unit.code, month, said=True))
        half = HalfFilled.of(desk.settings.root, unit.code, month)
        if half:
            return cls(standing, half, half.over(standing), half.reasons)
        given = submission.explanations if submission else ()
        return cls(standing, None, standing, {f"{item.rule}/{item.target}": item.reason for item in given})


def mark_of(texts: Mapping[str, str]) -> str:
    """A sign of what had been handed in when a page was drawn."""
    return hashlib.sha256(json.dumps(dict(texts), sort_keys=True).encode()).hexdigest()[:16]


def _still_holding(
    reasons: Mapping[str, str], before: Mapping[str, str], now: Mapping[str, str], together: Mapping[str, str]
) -> dict[str, str]:
    """A reason goes with the numbers it was given for: where they change, it is asked for anew, unless it was rewritten."""
    spoken = ("note", "evidence")
    changed = {
        key.split("/")[0]
        for key in {*now, *together}
        if key.rpartition("/")[2] not in spoken and now.get(key) != together.get(key)
    }
    kept: dict[str, str] = {}
    for key, text in {**before, **reasons}.items():
        outdated = text == before.get(key) and key.partition("/")[2] in changed
        if text.strip() and not outdated:
            kept[key] = text
    return kept


def _typed(form: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """What the page sent: cells, what they were when it was drawn, reasons."""
    cells, was, reasons = (
        {name[len(lead) :]: text for name, text in form.items() if name.startswith(lead)}
        for lead in (_CELL, _WAS, _WHY)
    )
    return cells, {key: text for key, text in was.items() if key in cells}, reasons


def _fill_in(desk: WebDesk, month: Period, unit: Unit, deed: str) -> AnyResponse:
    cells, was, reasons = _typed(request.form)
    root = desk.settings.root
    with writing_at(desk):
        now = _Present.of(desk, month, unit)
        together = merged(cells, was, now.texts)
        held = _still_holding(reasons, now.reasons, now.texts, together)
        typed = HalfFilled(together, held, now.standing)
        clashes = dict(conflicts(cells, was, now.texts))
        if now.half and request.form.get("stood") != mark_of(now.standing):
            clashes = {**now.half.against(now.standing), **clashes}
        if clashes:
            return _page(desk, month, unit, _CLASH, 409, clashes, typed)
        typed.write(root, unit.code, month)
        if deed == "hand-in":
            return _hand_in(desk, month, unit, typed)
    return redirect(f"/fill/{month}/{unit.code}?tab={request.form.get('tab', 'wrong')}")


def _hand_in(desk: WebDesk, month: Period, unit: Unit, typed: HalfFilled) -> AnyResponse:
    """Into `submissions/`, as an import would write it; refused while something stands against it."""
    seen, taken = judged(desk.state(), unit, month, typed.texts, typed.reasons)
    standing = accept_and_return.standing(seen.of_return(unit.code, month), unit.code, month)
    against = [*(one for one in taken.found if one.blocks), *standing]
    if against or not taken.drafts[0].submission.entries:
        words = f"还有{len(against)}处要改正或说明，没有交。" if against else "还什么都没有填，没有交。"
        return _page(desk, month, unit, words, 409)
    refusal = hand_in(desk, taken.drafts[0])
    if refusal is not None:
        return _page(desk, month, unit, refusal.message + "。", 409)
    HalfFilled.drop(desk.settings.root, unit.code, month)
    return redirect(f"/fill/{month}/{unit.code}?tab=all")


def _upload(desk: WebDesk, month: Period, unit: Unit) -> AnyResponse:
    """A filled workbook or CSV by the importer's own door; what it says lands in the page, nothing is handed in yet."""
    from mzgz.formats.form_file_kinds import take_bytes

    file = request.files.get("file")
    if file is None or not file.filename:
        return _page(desk, month, unit, "没有选文件。", 422)
    state = desk.state()
    taken = take_bytes(file.read(), _plain_name(file.filename), state.ledger, Wanted(unit.code, month))
    draft = next((one for one in taken.drafts if one.complete), None)
    if draft is None:
        return _page(desk, month, unit, "这个文件没有收进来，问题列在下面。", 422, refused=taken.found)
    targets = layout.on_form(state.ledger, unit.code, month, said=True)
    spoken = texts_of(draft.submission, [target for target in targets if target.id in draft.listed])
    reasons = {f"{item.rule}/{item.target}": item.reason for item in draft.submission.explanations}
    with writing_at(desk):
        now = _Present.of(desk, month, unit)
        rest = {key: text for key, text in now.texts.items() if key.split("/")[0] not in draft.listed}
        together = {**rest, **spoken}
        held = _still_holding(reasons, now.reasons, now.texts, together)
        HalfFilled(together, held, now.standing).write(desk.settings.root, unit.code, month)
    notes = tuple(one for one in taken.found if not one.blocks)
    words = "文件已收进来，已经存下，还没有交。要改的、要说明的列在下面；都没有了，就点“交给市局”。"
    return _page(desk, month, unit, words, refused=notes, taken_in=True)


def _plain_name(name: str) -> str:
    """The foreign name as a word for messages; it never becomes a path."""
    return name.replace("\\", "/").rsplit("/", 1)[-1][:120] or "文件"
