"""How long somebody who has logged in may be away before the session ends."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from mzgz.apps.web.roles import DeskRole, Visitor

IDLE_DECIDING: Final = timedelta(minutes=30)
IDLE_FILLING: Final = timedelta(hours=8)


def idle_limit(visitor: Visitor) -> timedelta:
    """How long somebody may be away: less for those who decide."""
    filling = visitor.roles <= {DeskRole.FILL, DeskRole.REVIEW, DeskRole.ENTRY}
    return IDLE_FILLING if filling else IDLE_DECIDING


def is_idle(visitor: Visitor, seen: object, now: datetime) -> bool:
    try:
        return now - datetime.fromisoformat(str(seen)) > idle_limit(visitor)
    except ValueError:
        return True
