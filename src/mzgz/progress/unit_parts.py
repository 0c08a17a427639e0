"""What the units behind a sum can tell together, without being looked at one by one."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mzgz.progress.target_progress import Node, Progress


class PartsTold:
    """Units that were added up elsewhere: whoever did can name those that are missing."""

    __slots__ = ()

    @property
    @abstractmethod
    def missing(self) -> tuple[Node, ...]:
        """Those without their figure, in order."""

    @property
    @abstractmethod
    def plainly_missing(self) -> bool:
        """Whether any of them is missing and has not said either that it is done, without proof."""

    @property
    @abstractmethod
    def unproven_alone(self) -> bool:
        """Whether some are missing, and all of those have said that it is done, without proof."""

    @property
    @abstractmethod
    def lapsed(self) -> Sequence[Progress]:
        """Those who have said of any month that it was not kept: nobody else need be looked at for it."""


def lapsed_parts(parts: Sequence[Progress]) -> Sequence[Progress]:
    """Those of whom any may have fallen short of what must hold all year: as few as are known without looking at each."""
    return parts.lapsed if isinstance(parts, PartsTold) else parts


def plainly_missing(parts: Sequence[Progress]) -> bool:
    """Whether that is known without looking at each."""
    return isinstance(parts, PartsTold) and parts.plainly_missing


def unproven_alone(parts: Sequence[Progress]) -> bool:
    """The same of those that lack nothing but proof."""
    return isinstance(parts, PartsTold) and parts.unproven_alone
