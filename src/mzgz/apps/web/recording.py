"""What the desk writes: under the workspace's lock, drawn from the state of that moment, by the commands' own means."""

from __future__ import annotations

from collections.abc import Callable

from mzgz.apps.web.desk import WebDesk
from mzgz.apps.web.workspace_view import WorkspaceState
from mzgz.intake.form.draft import Draft
from mzgz.model.findings import Diagnostic
from mzgz.workflow.decide import Decision


def decided(desk: WebDesk, decision: Callable[[WorkspaceState], Decision]) -> Decision:
    """Take the decision on what stands now and write its round down."""
    from mzgz.formats.acceptance_yaml import record_path, with_round
    from mzgz.formats.disk.atomic import write_beside

    state = desk.state()
    made = decision(state)
    if made.round is not None:
        record = state.ledger.acceptance.get((made.month, made.unit.code))
        path = desk.settings.root / record_path(made.unit.code, made.month, record)
        text = path.read_text(encoding="utf-8-sig") if path.exists() else None
        grown = with_round(text, made.unit.code, made.month, made.round)
        if grown is None:
            return Decision(made.unit, made.month, why="受理记录的格式被改动过，没有续写")
        write_beside(path, grown.encode())
    return made


def handed_in(desk: WebDesk, draft: Draft) -> Diagnostic | None:
    """Write what importing the draft comes to; a finding where the standing file is not to be touched."""
    from mzgz.formats.disk.atomic import write_beside
    from mzgz.intake.form.store import prepare

    state, root = desk.state(), desk.settings.root
    pending = prepare(draft, state.ledger, root, desk.today, state.loaded)
    if isinstance(pending, Diagnostic):
        return pending
    if pending.text is not None:
        write_beside(root / pending.path, pending.text.encode())
    return None
