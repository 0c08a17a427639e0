"""Who may do what: the one place every route passes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class DeskRole(Enum):
    """The value is the word a bureau uses."""

    FILL = "填"
    REVIEW = "审"
    CLERK = "局经办"
    LEADER = "局领导"
    ADMIN = "管理"
    ENTRY = "代录"

    @property
    def of_unit(self) -> bool:
        """Whether it belongs to a unit and sees nothing but that unit's."""
        return self in (DeskRole.FILL, DeskRole.REVIEW)


class Need(Enum):
    """What a route asks of whoever comes."""

    NOBODY = "nobody"
    """Open: the page to log in, and what it is made of."""
    ACCOUNT = "account"
    OVERVIEW = "overview"
    """The whole city's figures."""
    READ_UNIT = "read-unit"
    WRITE_UNIT = "write-unit"
    DECIDE = "decide"
    ACCOUNTS = "accounts"


_ROLES: dict[Need, frozenset[DeskRole]] = {
    Need.ACCOUNT: frozenset(DeskRole),
    Need.OVERVIEW: frozenset({DeskRole.CLERK, DeskRole.LEADER, DeskRole.ADMIN, DeskRole.ENTRY}),
    Need.READ_UNIT: frozenset(DeskRole),
    Need.WRITE_UNIT: frozenset({DeskRole.FILL, DeskRole.ENTRY}),
    Need.DECIDE: frozenset({DeskRole.CLERK}),
    Need.ACCOUNTS: frozenset({DeskRole.ADMIN}),
}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is asking: the account's name, its roles, and the unit it is of (None: the bureau)."""

    name: str
    roles: frozenset[DeskRole]
    unit: str | None = None

    @property
    def label(self) -> str:
        return f"{self.name}·{'、'.join(role.value for role in DeskRole if role in self.roles)}"

    def may(self, need: Need, unit: str | None = None) -> bool:
        """Whether the route is open to this visitor, for the unit it is about."""
        if need is Need.NOBODY:
            return True
        fitting = self.roles & _ROLES[need]
        if self.unit is None:
            return any(not role.of_unit for role in fitting)
        own = unit is None or unit == self.unit
        return own and any(role.of_unit for role in fitting)

    def may_hand_in(self, unit: str) -> bool:
        return self.may(Need.WRITE_UNIT, unit) or (self.unit == unit and DeskRole.REVIEW in self.roles)
