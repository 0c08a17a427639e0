"""The district's desk: fill in, explain, put aside, hand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from mzgz.apps.web.desk_writes import hand_in, writing_at
from mzgz.apps.web.figure_origins import last_hand_in
from mzgz.apps.web.loaded_workspace import WorkspaceState
from mzgz.apps.web.month_form import PresentForm, judged, mark_of, page_targets, readable, says_nothing, signed
from mzgz.apps.web.roles import DeskRole, Need
from mzgz.apps.web.route_context import WebDesk, needs
from mzgz.apps.web.unfinished_forms import Conflicts, HalfFilled, conflicts, merged
from mzgz.formats.html.page_form_reader import COVER, as_numbers, cover_key
from mzgz.intake.form.layout import ahead, scope_words
from mzgz.model.findings import Diagnostic, Severity
from mzgz.model.periods import Period
from mzgz.model.targets import Target
from mzgz.model.unit import Unit
from mzgz.model.unread_targets import form_words
from mzgz.publishing.overview.annex_rows import annex_tables
from mzgz.publishing.overview.entry_rows import EntrySection, entry_sections
from mzgz.workflow import accept_and_return
from mzgz.workflow.changes_since import changes_since_decided
from mzgz.workflow.finding_in_form import list_row_of
from mzgz.workflow.returns_of_the_year import Stage, return_of

_CELL, _WAS, _WHY = "cell:", "was:", "why:"
_CLASH = "别人同时改了同一格，没有存；两边的数都列在格子旁边，请核对后再存。"
_SAME = "和上一次交的一样，没有再交一次。"
_UNMENDED = "和退回的那一份一样，一处没改，没有再交。要改的列在下面；认为不用改的，在那一项的“说明”里写明为什么，再交。"
_MEANWHILE = "你放着的这段时间，有的格子另外报上来了；两边的数都列在格子旁边，请核对。"


def add(app: Flask, desk: WebDesk) -> None:
    """Pages of a unit."""

    @app.get("/fill/<month>/<unit>")
    @needs(Need.READ_UNIT)
    def fill(month: str, unit: str) -> Response:
        period, whose = desk.month(month), desk.unit(unit)
        returned = return_of(desk.state().ledger, whose, period, desk.today).stage is Stage.RETURNED
        words = (_UNMENDED if returned else _SAME) if "again" in request.args else ""
        return form_page(desk, period, whose, words)

    @app.post("/fill/<month>/<unit>")
    @needs(Need.READ_UNIT)
    def fill_in(month: str, unit: str) -> AnyResponse:
        period, whose = desk.month(month), desk.unit(unit)
        deed = request.form.get("do", "save")
        allowed = desk.visitor.may_hand_in(unit) if deed == "hand-in" else desk.visitor.may(Need.WRITE_UNIT, unit)
        if not allowed:
            return desk.render("problem", "没有做成", status=403, words="这个账号不能填报，也不能代填。")
        return _fill_in(desk, period, whose, deed)


def form_page(
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
    """What stands, what is typed, and what is said of the two together; `typed` is what was sent and not taken."""
    state, now = desk.state(), PresentForm.of(desk, month, unit)
    shown = typed or now.half
    texts, reasons = (typed.texts, typed.reasons) if typed else (now.texts, now.reasons)
    if clashes is None and now.half:
        clashes = now.half.against(now.standing)
        words = words or (_MEANWHILE if clashes else "")
    begun = shown is not None or state.ledger.submission(unit.code, month) is not None
    seen, own = _judged_so_far(state, unit, month, replace(shown, texts=texts) if shown else None)
    if not begun:
        own = ()  # that nothing has come yet is no fault of the figures: the page says so where they are handed in
    early = ahead(seen.ledger, unit.code, month) if desk.visitor.may(Need.WRITE_UNIT, unit.code) else []
    sections = _sections(seen, unit, month, own, texts, reasons, early)
    stands = return_of(state.ledger, unit, month, desk.today)
    return desk.render(
        "fill",
        f"{unit.label}{month.month}月月报",
        f"/fill/{month}/{unit.code}",
        status,
        **_about_return(desk, month, unit),
        **_about_findings(seen, own, sections),
        stands=stands,
        cover=_cover(state.ledger.workspace.reporting.signatures, texts),
        brought=shown.brought if shown else None,
        begun=begun,
        half_filled=now.half is not None,
        sections=sections,
        idle=stands.stage is Stage.NOT_ASKED and not begun and request.args.get("tab") != "early",
        early=bool(early),
        annex=annex_tables(texts, state.ledger, month),
        stored=now.texts,
        stood=mark_of(now.standing),
        left=(stands.due - desk.today).days,
        saved="saved" in request.args,
        words=words,
        failed=status >= HTTPStatus.BAD_REQUEST,
        clashes=clashes or {},
        refused=refused,
        taken_in=taken_in,
    )


def _judged_so_far(
    state: WorkspaceState, unit: Unit, month: Period, typed: HalfFilled | None
) -> tuple[WorkspaceState, tuple[Diagnostic, ...]]:
    """The state with what is typed in it, and what is found against this return."""
    seen, own = state, state.of_return(unit.code, month)
    if typed:
        seen, taken = judged(state, unit, month, typed)
        found = state.of_draft(f"{unit.code} {month} {typed.mark}", lambda: seen.of_return(unit.code, month))
        own = (*readable(found, taken), *taken.found)
    return seen, tuple(one for one in own if not accept_and_return.of_record(one))


def _sections(
    seen: WorkspaceState,
    unit: Unit,
    month: Period,
    own: Sequence[Diagnostic],
    texts: Mapping[str, str],
    reasons: Mapping[str, str],
    early: Sequence[Target],
) -> tuple[EntrySection, ...]:
    """The rows of the page: what is asked for, and of what is not yet all that was asked to be shown, or is spoken of."""
    spoken = {key.partition("/")[0] for key in texts} | {one.target for one in own}
    drawn = early if request.args.get("tab") == "early" else [target for target in early if target.id in spoken]
    return entry_sections(seen.ledger, seen.board, unit.code, month, own, texts, reasons, early=drawn)


def _about_return(desk: WebDesk, month: Period, unit: Unit) -> dict[str, object]:
    """Whose it is, where it stands, and what whoever looks may do with it."""
    ledger = desk.state().ledger
    record, plan = ledger.acceptance.get((month, unit.code)), ledger.plans.get(month.year)
    return {
        "month": month,
        "months": ledger.months_of(desk.state().year),
        "unit": unit,
        "handed": last_hand_in(desk.settings.root, ledger.attempted.get((month, unit.code))),
        "since": changes_since_decided(ledger, unit, month),
        "submission": ledger.submission(unit.code, month),
        "below": [return_of(ledger, one, month, desk.today) for one in ledger.units.children(unit.code)],
        "last": record.last if record else None,
        "writable": desk.visitor.may(Need.WRITE_UNIT, unit.code),
        "may_hand_in": desk.visitor.may_hand_in(unit.code),
        "scope": scope_words(ledger),
        "lacking": form_words(plan.unread) if plan else "",
    }


def _about_findings(
    seen: WorkspaceState, own: Sequence[Diagnostic], sections: Sequence[EntrySection]
) -> dict[str, object]:
    """How many there are of each kind, those that stand at no row, and the tab that is opened for them."""
    blank = {row.target.id for section in sections for row in section.rows if row.blank and not row.early}
    blocking = [one for one in own if one.blocks]
    gaps = [one for one in blocking if one.target in blank]
    wrong = [one for one in blocking if one not in gaps]
    return {
        "loose": [(one, *list_row_of(seen.ledger, one)) for one in own if one.target is None],
        "gaps": len({one.target for one in gaps}),
        "errors": sum(one.count for one in wrong if one.severity is Severity.ERROR),
        "queries": sum(one.count for one in wrong if one.severity is Severity.QUERY),
        "tab": request.args.get("tab") or ("wrong" if wrong else "blank" if gaps else "all"),
    }


def _cover(asked: tuple[str, ...], texts: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Who filled it in and who looked it over: the key, the label, what is said; who signs only where that is asked."""
    shown = [name for name in COVER if name != "signed_by" or name in asked or texts.get(cover_key(name))]
    return [(cover_key(name), COVER[name], texts.get(cover_key(name), "")) for name in shown]


def still_holding(
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
        {name[len(lead) :]: text.replace("\r\n", "\n") for name, text in form.items() if name.startswith(lead)}
        for lead in (_CELL, _WAS, _WHY)
    )
    return cells, {key: text for key, text in was.items() if key in cells}, reasons


def _fill_in(desk: WebDesk, month: Period, unit: Unit, deed: str) -> AnyResponse:
    cells, was, reasons = _typed(request.form)
    cells, root = as_numbers(cells, page_targets(desk.state().ledger, unit, month)), desk.settings.root
    with writing_at(desk):
        now = PresentForm.of(desk, month, unit)
        together = merged(cells, was, now.texts)
        held = still_holding(reasons, now.reasons, now.texts, together)
        typed = HalfFilled(together, held, now.standing, now.half.brought if now.half else None)
        clashes = dict(conflicts(cells, was, now.texts))
        if now.half and request.form.get("stood") != mark_of(now.standing):
            clashes = {**now.half.against(now.standing), **clashes}
        if clashes:
            return form_page(desk, month, unit, _CLASH, 409, clashes, typed)
        typed.write(root, unit.code, month)
        if deed == "hand-in":
            return _hand_in(desk, month, unit, typed)
    return redirect(f"/fill/{month}/{unit.code}?tab={request.form.get('tab', 'wrong')}&saved=1")


def _hand_in(desk: WebDesk, month: Period, unit: Unit, typed: HalfFilled) -> AnyResponse:
    """Into `submissions/`, as an import would write it; refused while something stands against it."""
    seen, taken = judged(desk.state(), unit, month, typed)
    standing = accept_and_return.standing(readable(seen.of_return(unit.code, month), taken), unit.code, month)
    against = [*(one for one in taken.found if one.blocks), *standing]
    if against or says_nothing(taken.drafts[0].submission):
        words = f"还有{len(against)}处要改正或说明，没有交。" if against else "还什么都没有填，没有交。"
        return form_page(desk, month, unit, words, 409)
    done = hand_in(desk, signed(taken.drafts[0], entering=DeskRole.ENTRY in desk.visitor.roles))
    if isinstance(done, Diagnostic):
        return form_page(desk, month, unit, done.message + "。", 409)
    HalfFilled.drop(desk.settings.root, unit.code, month)
    return redirect(f"/fill/{month}/{unit.code}?tab=all{'' if done else '&again=same'}")
