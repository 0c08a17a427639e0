"""What a desk is started with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`names` are the host names the desk answers to; `entry_code` is the first that opens it without an account, on this machine."""

    root: Path
    key: bytes
    """Signs the sessions; kept in the user's configuration folder so that they survive a restart."""
    clock: Callable[[], datetime]
    names: frozenset[str] = LOOPBACK
    entry_code: str | None = None
    read_only: bool = False
    secure: bool = False
    """Whether browsers reach it under TLS only."""
    auth_header: str | None = None
    """The header in which a proxy says who has logged in; believed only from `proxies`, as is where a request came
    from."""
    commits: bool = True
    """Whether each deed becomes a commit, where the workspace is in a git repository."""
    proxies: frozenset[str] = field(default_factory=frozenset)
    apart: bool = True
    """Whether workbooks and letters are read and written in a process of their own; otherwise in the desk's."""
