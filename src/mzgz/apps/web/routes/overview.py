"""The first page, and the pages of one target, one unit and one figure."""

from __future__ import annotations

from flask import Flask, Response, abort

from mzgz.apps.web.desk import WebDesk, asked_day, needs
from mzgz.apps.web.roles import Need
from mzgz.formats.html.board_page import Links, overview_parts
from mzgz.formats.html.figure_pages import target_values, unit_values, walk_back_lines
from mzgz.publishing.overview import overview as composed

LINKS = Links(
    lambda target: f"/target/{target}", lambda unit: f"/unit/{unit}", lambda target, unit: f"/why/{target}/{unit}"
)


def add(app: Flask, desk: WebDesk) -> None:
    """Pages that only show."""

    @app.get("/overview")
    @needs(Need.OVERVIEW)
    def overview() -> Response:
        state = desk.state(asked_day())
        page = composed(state.board, state.of_month(state.board.reference))
        return desk.render("overview", "总览", "/overview", as_of=state.as_of, **overview_parts(page, LINKS))

    @app.get("/target/<target>")
    @needs(Need.OVERVIEW)
    def target_page(target: str) -> Response:
        state = desk.state(asked_day())
        if target not in state.board.plan.targets:
            abort(404)
        values = target_values(state.board, target)
        return desk.render("target", state.board.plan.targets[target].name, **values)

    @app.get("/unit/<unit>")
    @needs(Need.READ_UNIT)
    def unit_page(unit: str) -> Response:
        state = desk.state(asked_day())
        whole = desk.unit(unit)
        return desk.render("unit", whole.label, f"/unit/{unit}", **unit_values(state.board, whole))

    @app.get("/why/<target>/<unit>")
    @needs(Need.READ_UNIT)
    def why(target: str, unit: str) -> Response:
        state = desk.state(asked_day())
        if target not in state.board.plan.targets:
            abort(404)
        shown = desk.unit(unit)
        return desk.render(
            "why",
            f"{shown.label}·{state.board.plan.targets[target].name}",
            lines=walk_back_lines(state.board, target, unit),
            target=state.board.plan.targets[target],
            unit=shown,
        )
