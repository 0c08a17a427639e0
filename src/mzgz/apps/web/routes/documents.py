"""Documents: the draft of the year, an edited one held against the data and brought up to date, and the letters."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, redirect, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from mzgz.apps.web.job_process import WORK, WorkOrder
from mzgz.apps.web.roles import Need
from mzgz.apps.web.route_context import WebDesk, needs, plain_name
from mzgz.apps.web.workbook_process import LetterOrder, letter_written

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def add(app: Flask, desk: WebDesk) -> None:
    """Pages about documents; what takes more than a second is done aside, and a page tells where it stands."""

    @app.get("/report")
    @needs(Need.OVERVIEW)
    def report() -> Response:
        return _page(desk)

    @app.post("/report/<work>")
    @needs(Need.OVERVIEW)
    def begin_work(work: str) -> AnyResponse:
        return _begun(desk, work)

    @app.get("/job/<number>")
    @needs(Need.OVERVIEW)
    def job(number: str) -> AnyResponse:
        return _job_page(desk, number)

    @app.get("/job/<number>/file")
    @needs(Need.OVERVIEW)
    def job_file(number: str) -> AnyResponse:
        found = desk.jobs.find(number, desk.visitor.name)
        if found is None or found.result is None or found.result.file is None or not found.result.file.is_file():
            return _gone(desk)
        return _sent(found.result.file, found.result.name)

    @app.get("/letters/<month>")
    @needs(Need.OVERVIEW)
    def letters(month: str) -> Response:
        period = desk.month(month)
        return desk.render(
            "letters",
            f"{period.month}月通知",
            f"/letters/{desk.due_month(desk.state())}",
            month=period,
            months=desk.state().ledger.months_of(period.year),
            letters=[(letter, _kind(letter), _plain(letter)) for letter in desk.state().letters(period)],
        )

    @app.get("/letters/<month>/<name>.docx")
    @needs(Need.OVERVIEW)
    def letter_file(month: str, name: str) -> AnyResponse:
        for letter in desk.state().letters(desk.month(month)):
            if letter.name == name:
                data = desk.made(letter_written, LetterOrder(desk.settings.root, letter.document))
                return _sent(io.BytesIO(data), f"{name}.docx")
        return desk.render("problem", "没有做成", status=404, words="没有这份通知，可能已经办完了。")


def _page(desk: WebDesk, words: str = "", status: int = 200) -> Response:
    from mzgz.publishing.report.document_kinds import DOCUMENTS

    names = [(name, kind.label) for name, kind in DOCUMENTS.items()]
    jobs = desk.jobs.of(desk.visitor.name)
    return desk.render("report", "报告", "/report", status, words=words, documents=names, jobs=jobs)


def _begun(desk: WebDesk, work: str) -> AnyResponse:
    """Start what was asked for and lead to the page that tells where it stands."""
    from mzgz.publishing.report.document_kinds import DOCUMENTS

    file = None
    if work == "draft":
        document = request.form.get("document", "")
        if document not in DOCUMENTS:
            return _page(desk, "没有这种文稿。", 422)
        order, title = WorkOrder(work, desk.settings.root, document), f"起草{DOCUMENTS[document].label}"
    elif work in WORK:
        file = request.files.get("file")
        if file is None or not file.filename:
            return _page(desk, "没有选文稿。", 422)
        name = plain_name(file.filename)
        order = WorkOrder(work, desk.settings.root, file=name)
        title = f"{'核对' if work == 'verify' else '更新'} {name}"
    else:
        abort(404)
    return redirect(f"/job/{desk.jobs.begin(desk.visitor.name, title, order, file).number}")


def _job_page(desk: WebDesk, number: str) -> AnyResponse:
    found = desk.jobs.find(number, desk.visitor.name)
    if found is None:
        return _gone(desk)
    spent = int((desk.settings.clock() - found.begun).total_seconds())
    return desk.render("job", found.title, "/report", job=found, spent=spent, over=found.over.is_set())


def _gone(desk: WebDesk) -> Response:
    return desk.render(
        "problem", "没有做成", status=404, words="这件事已经没有了（填报台重新开过），请从报告页再来一次。"
    )


def _kind(letter: Any) -> str:
    from mzgz.publishing.letters import KINDS

    return KINDS[letter.kind].label


def _plain(letter: Any) -> str:
    from mzgz.publishing.letters import plain_text

    return plain_text(letter.document)


def _sent(data: Path | io.BytesIO, name: str) -> Response:
    return send_file(data, mimetype=_WORD, download_name=name, as_attachment=True)
