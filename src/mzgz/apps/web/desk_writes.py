"""What the desk writes: under the workspace's lock, drawn from the state of that moment, by the commands' own means."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import request

from mzgz.apps.web.guards import caller
from mzgz.apps.web.loaded_workspace import WorkspaceState
from mzgz.apps.web.route_context import WebDesk
from mzgz.intake.form.draft import Draft
from mzgz.model.findings import Diagnostic
from mzgz.model.periods import Period
from mzgz.model.unit import Unit
from mzgz.workflow.accept_and_return import Decision

if TYPE_CHECKING:
    from mzgz.formats.versions_and_log import Doer, Told


@contextmanager
def writing_at(desk: WebDesk) -> Iterator[None]:
    """The lock the commands take, too; what a broken-off run had begun is finished first, and what it
    had written beside its place is cleared away."""
    from mzgz.formats.disk.journal import recover, sweep, unfinished
    from mzgz.formats.disk.lock import held, holder_words

    root = desk.settings.root
    with held(root, holder_words("serve", f"{desk.settings.clock():%H:%M:%S}", os.environ), lambda holder: None):
        if unfinished(root):
            recover(root)
        sweep(root)
        yield


def decided(desk: WebDesk, decision: Callable[[WorkspaceState], Decision]) -> Decision:
    """Take the decision on what stands now and write its round down."""
    from mzgz.formats.versions_and_log import Unfit, write_decisions

    with writing_at(desk):
        state = desk.state()
        built = decision(state)
        deed = "受理" if built.round and built.round.action == "accepted" else "退回"
        try:
            write_decisions(
                desk.settings.root,
                state.ledger,
                [built],
                desk.settings.clock(),
                _doer(desk),
                _committed(desk, deed, built.unit, built.month),
            )
        except Unfit:
            return Decision(built.unit, built.month, why="受理记录的格式被改动过，没有续写")
    return built


def hand_in(desk: WebDesk, draft: Draft) -> Diagnostic | bool:
    """Write what importing the draft comes to, by whoever holds the lock: whether there was anything to write, or a
    finding where the standing file is not to be touched."""
    from mzgz.formats.versions_and_log import write_returns
    from mzgz.intake.form.import_result import prepare

    state, root = desk.state(), desk.settings.root
    pending = prepare(draft, state.ledger, root, desk.today, state.loaded)
    if isinstance(pending, Diagnostic):
        return pending
    unit = state.ledger.units.by_code[pending.submission.unit]
    write_returns(
        root,
        state.ledger,
        [pending],
        desk.settings.clock(),
        _doer(desk),
        _committed(desk, "交", unit, pending.submission.period),
    )
    return pending.text is not None


def _doer(desk: WebDesk) -> Doer:
    from mzgz.formats.versions_and_log import Doer

    return Doer(desk.visitor.label, caller(request, desk.settings))


def _committed(desk: WebDesk, deed: str, unit: Unit, month: Period) -> Told | None:
    """In a git repository: one commit for the deed, in the name of the account."""
    if not desk.settings.commits:
        return None

    def told(paths: Sequence[str]) -> None:
        from mzgz.formats.disk.git_commits import commit

        commit(desk.settings.root, paths, desk.visitor.label, f"{deed}：{unit.label} {month}", os.environ)

    return told
