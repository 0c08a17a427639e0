"""What the desk writes: under the workspace's lock, drawn from the state of that moment, by the commands' own means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from mzgz.apps.web.desk import WebDesk
from mzgz.apps.web.workspace_view import WorkspaceState
from mzgz.intake.form.draft import Draft
from mzgz.model.findings import Diagnostic
from mzgz.workflow.decide import Decision


@contextmanager
def writing_at(desk: WebDesk) -> Iterator[None]:
    """The lock the commands take, too; what a broken-off run had begun is finished first."""
    from mzgz.formats.disk.journal import recover, unfinished
    from mzgz.formats.disk.lock import held, holder_words

    root = desk.settings.root
    with held(root, holder_words("serve", f"{desk.settings.clock():%H:%M:%S}"), lambda holder: None):
        if unfinished(root):
            recover(root)
        yield


def decided(desk: WebDesk, decision: Callable[[WorkspaceState], Decision]) -> Decision:
    """Take the decision on what stands now and write its round down."""
    from mzgz.formats.bookkeeping import Unfit, write_decisions

    with writing_at(desk):
        state = desk.state()
        built = decision(state)
        try:
            write_decisions(desk.settings.root, state.ledger, [built], desk.settings.clock(), desk.visitor.label)
        except Unfit:
            return Decision(built.unit, built.month, why="受理记录的格式被改动过，没有续写")
    return built


def hand_in(desk: WebDesk, draft: Draft) -> Diagnostic | None:
    """Write what importing the draft comes to, by whoever holds the lock; a finding where the standing file is not to
    be touched."""
    from mzgz.formats.bookkeeping import write_returns
    from mzgz.intake.form.store import prepare

    state, root = desk.state(), desk.settings.root
    pending = prepare(draft, state.ledger, root, desk.today, state.loaded)
    if isinstance(pending, Diagnostic):
        return pending
    write_returns(root, state.ledger, [pending], desk.settings.clock(), desk.visitor.label)
    return None
