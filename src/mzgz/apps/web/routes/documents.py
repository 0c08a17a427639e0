"""Documents: the draft of the year, an edited one held against the data and brought up to date, and the letters."""

from __future__ import annotations

import io
from typing import Any

from flask import Flask, Response, abort, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from mzgz.apps.web.desk import WebDesk, needs
from mzgz.apps.web.roles import Need
from mzgz.model.periods import Period

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def add(app: Flask, desk: WebDesk) -> None:
    """Pages about documents; composing one takes a second or two, and holds up nobody else's page."""

    @app.get("/report")
    @needs(Need.OVERVIEW)
    def report() -> Response:
        return _page(desk)

    @app.get("/report/<name>.docx")
    @needs(Need.OVERVIEW)
    def report_file(name: str) -> AnyResponse:
        from mzgz.publishing.report.document_kinds import DOCUMENTS

        if name not in DOCUMENTS:
            return desk.render("problem", "没有做成", status=404, words="没有这种文稿。")
        return _sent(_composed(desk, name), f"{desk.state().year}年{DOCUMENTS[name].label}.docx")

    @app.post("/report/verify")
    @needs(Need.OVERVIEW)
    def verify() -> AnyResponse:
        return _verified(desk, refresh=False)

    @app.post("/report/refresh")
    @needs(Need.OVERVIEW)
    def refresh() -> AnyResponse:
        return _verified(desk, refresh=True)

    @app.get("/letters/<month>")
    @needs(Need.OVERVIEW)
    def letters(month: str) -> Response:
        period = desk.month(month)
        return desk.render(
            "letters",
            f"{period.month}月通知",
            f"/letters/{desk.due_month(desk.state())}",
            month=period,
            months=[Period.month_of(period.year, n) for n in range(1, 13)],
            letters=[(letter, _plain(letter)) for letter in _letters(desk, period)],
        )

    @app.get("/letters/<month>/<name>.docx")
    @needs(Need.OVERVIEW)
    def letter_file(month: str, name: str) -> AnyResponse:
        from mzgz.formats.document_formats import WRITERS

        state = desk.state()
        for letter in _letters(desk, desk.month(month)):
            if letter.name == name:
                data = WRITERS["docx"].write(letter.document, state.ledger, desk.settings.root)
                return _sent(data, f"{name}.docx")
        return desk.render("problem", "没有做成", status=404, words="没有这份通知，可能已经办完了。")


def _page(desk: WebDesk, words: str = "", status: int = 200, **values: Any) -> Response:
    from mzgz.publishing.report.document_kinds import DOCUMENTS

    state = desk.state()
    names = [(name, kind.label) for name, kind in DOCUMENTS.items()]
    shown = {"found": [], "linked": 0, "agreeing": 0, "file": ""} | values
    return desk.render("report", "报告", "/report", status, words=words, documents=names, as_of=state.as_of, **shown)


def _composed(desk: WebDesk, name: str) -> bytes:
    from mzgz.formats.document_formats import WRITERS
    from mzgz.publishing.report.document_kinds import make

    state = desk.state()
    board = state.board
    document = make(name, board, desk.settings.root).document
    if document is None:
        abort(500)
    return WRITERS["docx"].write(document, state.ledger, desk.settings.root)


def _verified(desk: WebDesk, *, refresh: bool) -> AnyResponse:
    """An uploaded document held against the data; never stored."""
    from mzgz.apps.cli.verify import held_against_data
    from mzgz.formats.docx.document_reader import read
    from mzgz.formats.docx.package_reader import Unreadable
    from mzgz.formats.docx.refresh import refresh as refreshed

    file = request.files.get("file")
    if file is None or not file.filename:
        return _page(desk, "没有选文稿。", 422)
    name = file.filename.replace("\\", "/").rsplit("/", 1)[-1][:120]
    state = desk.state()
    try:
        returned = read(file.read())
    except Unreadable as fault:
        return _page(desk, f"打不开 {name}：{fault}。", 422)
    against = held_against_data(returned, state.board, name, desk.settings.root, list(state.loaded))
    verification = against.verification
    if refresh:
        try:
            built = refreshed(
                returned,
                verification.renewals,
                verification.remarks,
                state.ledger.workspace.bureau.name,
                against.board.as_of.isoformat(),
                tracked=True,
                changes=verification.changes,
                composed=against.composed,
            )
        except Unreadable as fault:
            return _page(desk, f"打不开 {name}：{fault}。", 422)
        return _sent(built.data, f"{name.removesuffix('.docx')}-更新.docx")
    results = [one for one in verification.figures if one.link]
    agreeing = sum(one.state == "ok" for one in results)
    return _page(desk, file=name, found=verification.found, linked=len(results), agreeing=agreeing)


def _letters(desk: WebDesk, month: Period) -> tuple[Any, ...]:
    from mzgz.publishing.letters import LetterContext, letters

    state = desk.state()
    return letters(LetterContext(state.ledger, month, desk.today, state.of_month(month), state.ledger.units.units))


def _plain(letter: Any) -> str:
    from mzgz.publishing.letters import plain_text

    return plain_text(letter.document)


def _sent(data: bytes, name: str) -> Response:
    return send_file(io.BytesIO(data), mimetype=_WORD, download_name=name, as_attachment=True)
