"""The desk on a port of this machine for as long as a test lasts, and shut down without a thread left behind."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from waitress import create_server

_LONGEST = 30.0
"""Seconds a page under way may still take."""


@contextmanager
def served(app: Callable[..., Any]) -> Iterator[str]:
    """Its address. What is under way is let finish, then the sockets are closed by the thread that watches them:
    closed from elsewhere, that thread would find them gone while it looks."""
    server = create_server(app, host="127.0.0.1", port=0, threads=2)
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.task_dispatcher.shutdown(timeout=_LONGEST)
        server.trigger.pull_trigger(lambda: server.asyncore.close_all(server._map, ignore_all=True))
        running.join(_LONGEST)
