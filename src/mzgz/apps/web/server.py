"""The server: waitress with a few threads, so that nobody waits for somebody else's page."""

from __future__ import annotations

import gc
import socket
import sys
import webbrowser
from contextlib import suppress

from flask import Flask
from waitress import create_server  # type: ignore[import-untyped]  # it ships no types

THREADS = 6
_COLLECT_AFTER = 20_000
"""New values after which cycles are looked for: a command that ends at once waits longer."""


_ARENAS_AT_MOST, _MAPPED_FROM = -8, -3
"""What the C library calls the settings."""


def _share_memory() -> None:
    """One store of memory for all threads: with one each, every thread keeps what its largest page took; and large
    pieces, as a login takes, beside it, so that they are given back. Only the C library of Linux can be told."""
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            library.mallopt(_ARENAS_AT_MOST, 1)
            library.mallopt(_MAPPED_FROM, 1 << 20)


def _try(host: str, port: int) -> None:
    """Raises OSError where nobody can listen there. The server itself would on Windows share a port with another
    program, and each would answer now and then."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    socket.create_server((host, port), family=family).close()


def run_server(app: Flask, host: str, port: int, code: str | None, *, open_browser: bool) -> None:
    """Serve until interrupted; tells the address, and opens it where asked. Raises OSError where it cannot listen."""
    _try(host, port)
    gc.set_threshold(_COLLECT_AFTER)
    _share_memory()
    server = create_server(
        app, host=host, port=port, threads=THREADS, ident=None, clear_untrusted_proxy_headers=False
    )  # whom to believe what a proxy notes is for the desk to say
    where = f"http://{'127.0.0.1' if code else host}:{server.effective_port}"
    print(f"填报台开着：{where}（按 Ctrl-C 关掉）", file=sys.stderr)
    if code:

        def tell(fresh: str) -> None:
            print(f"本机打开（只能用一次）：{where}/enter/{fresh}", file=sys.stderr, flush=True)

        tell(code)
        app.extensions["mzgz"].entry.tell = tell
        if open_browser:
            webbrowser.open(f"{where}/enter/{code}")
    sys.stderr.flush()
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
