"""Wrong passwords: after a few, the account and the address stay shut for a while."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final


class LoginLockout:
    """Failed attempts by account and by address: five, and it is closed for a quarter of an hour."""

    MOST: Final = 5
    CLOSED: Final = timedelta(minutes=15)
    _MOST_KEPT: Final = 10_000

    def __init__(self) -> None:
        self._by: dict[str, list[datetime]] = {}

    def closed_for(self, keys: tuple[str, ...], now: datetime) -> int:
        """Minutes until it opens again; 0 where it is open."""
        recent = [self._recent(key, now) for key in keys]
        full = [times for times in recent if len(times) >= self.MOST]
        return max((int((times[-1] + self.CLOSED - now).total_seconds() // 60) + 1 for times in full), default=0)

    def add(self, keys: tuple[str, ...], now: datetime) -> None:
        if len(self._by) > self._MOST_KEPT:
            self._by.clear()
        for key in keys:
            self._by[key] = [*self._recent(key, now), now]

    def forget(self, keys: tuple[str, ...]) -> None:
        for key in keys:
            self._by.pop(key, None)

    def _recent(self, key: str, now: datetime) -> list[datetime]:
        return [time for time in self._by.get(key, ()) if now - time < self.CLOSED]
