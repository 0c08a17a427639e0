"""The link that opens the desk on its own machine without an account: good once, then there is another."""

from __future__ import annotations

import hmac
import secrets
import threading
from collections.abc import Callable


def new_code() -> str:
    """What nobody guesses."""
    return secrets.token_urlsafe(24)


class EntryLink:
    """`tell` hears each code that takes the place of a used one; without a first code there is no link at all."""

    def __init__(self, code: str | None) -> None:
        self.code = code
        self.tell: Callable[[str], object] = lambda code: None
        self._lock = threading.Lock()

    def admits(self, code: str) -> bool:
        """Whether it is the code that holds now; it is used up by it."""
        with self._lock:
            if self.code is None or not hmac.compare_digest(code.encode(), self.code.encode()):
                return False
            self.code = new_code()
        self.tell(self.code)
        return True
