"""The first page, and the pages of one target, one unit and one figure."""

from __future__ import annotations

from flask import Flask, Response, abort

from mzgz.apps.web.figure_origins import figure_origins
from mzgz.apps.web.loaded_workspace import WorkspaceState
from mzgz.apps.web.roles import Need
from mzgz.apps.web.route_context import WebDesk, asked_day, needs
from mzgz.formats.html.board_page import Links, overview_parts
from mzgz.formats.html.figure_pages import node_of, target_values, unit_values, walk_back_lines
from mzgz.formats.html.frame import part
from mzgz.model.unit import Unit
from mzgz.progress.target_history import at_node
from mzgz.publishing.overview import overview as composed


def _links() -> Links:
    return Links(
        lambda target: f"/target/{target}",
        lambda unit: f"/unit/{unit}",
        lambda target, unit: f"/why/{target}/{unit}",
        lambda target: f"/why/{target}",
        lambda unit, month: f"/desk/{month}/{unit}",
    )


def _overview(state: WorkspaceState) -> str:
    page = composed(state.board, state.of_month(state.board.reference))
    return part("overview_main", as_of=state.as_of, **overview_parts(page, _links()))


def add(app: Flask, desk: WebDesk) -> None:
    """Pages that only show."""

    @app.get("/overview")
    @needs(Need.OVERVIEW)
    def overview() -> Response:
        state = desk.state(asked_day())
        return desk.render("overview", "总览", "/overview", main=state.part("overview", lambda: _overview(state)))

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
        values = unit_values(state.board, whole)
        city = desk.visitor.may(Need.OVERVIEW)
        return desk.render("unit", whole.label, f"/unit/{unit}", city=city, month=desk.due_month(state), **values)

    @app.get("/why/<target>")
    @needs(Need.OVERVIEW)
    def why_city(target: str) -> Response:
        return _walk_back(desk, target, None)

    @app.get("/why/<target>/<unit>")
    @needs(Need.READ_UNIT)
    def why(target: str, unit: str) -> Response:
        return _walk_back(desk, target, desk.unit(unit))


def _walk_back(desk: WebDesk, target: str, unit: Unit | None) -> Response:
    """From a printed figure, the city's or a unit's, back to the lines that say so."""
    state = desk.state(asked_day())
    if target not in state.board.plan.targets:
        abort(404)
    return desk.render(
        "why",
        f"{unit.label if unit else state.ledger.workspace.vocabulary.whole}·{state.board.plan.targets[target].name}",
        lines=walk_back_lines(state.board, target, unit),
        origins=figure_origins(desk.settings.root, at_node(state.board, target, node_of(unit))),
        target=target,
        city=desk.visitor.may(Need.OVERVIEW),
    )
