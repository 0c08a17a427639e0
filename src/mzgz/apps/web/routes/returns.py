"""The bureau's desk: a month's returns by what is to be done, one return with its findings, accept and send back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from mzgz.apps.web.desk_writes import decided
from mzgz.apps.web.figure_origins import last_hand_in
from mzgz.apps.web.loaded_workspace import WorkspaceState
from mzgz.apps.web.roles import Need
from mzgz.apps.web.route_context import WebDesk, asked_day, needs
from mzgz.model.findings import Diagnostic, Severity, slug_of
from mzgz.model.hints import Reader, for_reader
from mzgz.model.periods import Period
from mzgz.publishing.overview.annex_rows import annex_tables, annex_texts
from mzgz.publishing.overview.entry_rows import entry_sections
from mzgz.publishing.overview.inbox import TO_DO, above_of, inbox
from mzgz.validation.rules.acceptance_record import changed_after_acceptance
from mzgz.workflow import accept_and_return
from mzgz.workflow.changes_since import changes_since_decided
from mzgz.workflow.finding_in_form import list_row_of
from mzgz.workflow.returns_of_the_year import return_of

_CHANGED = slug_of(changed_after_acceptance)
"""Told on the page by what changed, value by value."""


def add(app: Flask, desk: WebDesk) -> None:
    """Pages of the bureau."""

    @app.get("/desk/<month>")
    @needs(Need.OVERVIEW)
    def returns(month: str) -> AnyResponse:
        state, period = desk.state(asked_day()), desk.month(month)
        groups = inbox(state.ledger, period, state.as_of, state.of_month(period))
        first = next((line.unit.code for group in groups for line in group.lines), None)
        return (
            redirect(f"/desk/{month}/{first}")
            if first
            else desk.render("problem", "收报", words="这个月没有要报的单位。")
        )

    @app.get("/desk/<month>/<unit>")
    @needs(Need.OVERVIEW)
    def return_page(month: str, unit: str) -> Response:
        return _page(desk, month, unit, "")

    @app.post("/desk/<month>/<unit>/accept")
    @needs(Need.DECIDE)
    def accept(month: str, unit: str) -> AnyResponse:
        return _decide(desk, month, unit, accepting=True)

    @app.post("/desk/<month>/<unit>/return")
    @needs(Need.DECIDE)
    def send_back(month: str, unit: str) -> AnyResponse:
        return _decide(desk, month, unit, accepting=False)


def _page(desk: WebDesk, month: str, unit: str, words: str, status: int = 200) -> Response:
    state, period, whose = desk.state(asked_day()), desk.month(month), desk.unit(unit)
    own, all_ = state.of_return(unit, period), state.of_month(period)
    sections = entry_sections(state.ledger, state.board, unit, period, own)
    groups = inbox(state.ledger, period, state.as_of, all_)
    coming = [
        (line, group.title) for group in groups if group.title in TO_DO for line in group.lines if line.unit != whose
    ]
    mend = state.as_of + timedelta(days=state.ledger.workspace.reporting.mend_within)
    standing = accept_and_return.standing(own, unit, period)
    record = state.ledger.acceptance.get((period, unit))
    return desk.render(
        "return",
        f"{whose.label}{period.month}月月报",
        f"/desk/{desk.due_month(state)}",
        status,
        month=period,
        months=state.ledger.months_of(state.year),
        unit=whose,
        groups=groups,
        above=above_of(state.ledger, whose),
        grouping=whose.groups_only,
        done=request.args.get("done", ""),
        asked=frozenset(key_of(one) for one in standing),
        coming=coming[0][0] if coming else None,
        coming_title=coming[0][1] if coming else "",
        told=sum(row.explained for section in sections for row in section.rows),
        due=mend.isoformat(),
        stands=return_of(state.ledger, whose, period, state.as_of),
        submission=state.ledger.submission(unit, period),
        handed=last_hand_in(desk.settings.root, state.ledger.attempted.get((period, unit))),
        since=changes_since_decided(state.ledger, whose, period),
        last=record.last if record else None,
        sections=sections,
        loose=[(one, *list_row_of(state.ledger, one)) for one in own if one.target is None and one.rule != _CHANGED],
        annex=annex_tables(annex_texts(state.ledger.submission(unit, period)), state.ledger, period),
        errors=sum(one.count for one in standing if one.severity is Severity.ERROR),
        queries=sum(one.count for one in standing if one.severity is Severity.QUERY),
        stamp=_stamp(state, unit, period),
        tab=request.values.get("tab", "wrong"),
        words=words,
        key_of=key_of,
    )


def key_of(finding: Diagnostic) -> str:
    """What a tick on the page names a finding by."""
    return f"{finding.rule}|{finding.source}"


def _stamp(state: WorkspaceState, unit: str, month: Period) -> str:
    """What the page was drawn from: the content of the return, so that nobody decides on what he has not seen."""
    from mzgz.model.acceptance import fingerprint

    submission = state.ledger.submission(unit, month)
    record = state.ledger.acceptance.get((month, unit))
    return f"{fingerprint(submission) if submission else ''}:{len(record.rounds) if record else 0}"


def _decide(desk: WebDesk, month: str, unit: str, *, accepting: bool) -> AnyResponse:
    period, whose = desk.month(month), desk.unit(unit)
    form = request.form

    def decision(state: WorkspaceState) -> accept_and_return.Decision:
        by = desk.visitor.name
        if form.get("stamp") != _stamp(state, unit, period):
            return accept_and_return.Decision(whose, period, why="页面打开以后内容变了，请看过现在的再办")
        if accepting:
            found, unmended = state.of_month(period), "unmended" in form
            return accept_and_return.accept(state.ledger, whose, period, found, by=by, on=desk.today, unmended=unmended)
        ticked = _ticked(state.of_month(period), form.getlist("with"))
        words = [form.get("words", "")]
        return accept_and_return.send_back(
            state.ledger, whose, period, ticked, by=by, on=desk.today, words=words, due=_day(form.get("due", ""))
        )

    built = decided(desk, decision)
    if built.round is None:
        return _page(desk, month, unit, f"没有办成：{for_reader(built.why, Reader.PAGE)}。", 409)
    return redirect(f"/desk/{month}/{unit}?done={'ACCEPTED' if accepting else 'RETURNED'}")


def _day(text: str) -> date | None:
    """The day that was chosen; by the bureau's own rule where none was."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _ticked(findings: Sequence[Diagnostic], keys: Sequence[str]) -> list[Diagnostic]:
    """What goes back with the return: also what was explained, if the reason does not convince."""
    chosen = set(keys)
    return [_unconvinced(finding) for finding in findings if key_of(finding) in chosen]


def _unconvinced(finding: Diagnostic) -> Diagnostic:
    if not finding.explained:
        return finding
    return replace(finding, message=finding.message + f"；说明“{finding.explained}”没有说清楚", explained=None)
