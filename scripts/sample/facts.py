"""Facts of a place that several sentences share, so that they never contradict each other over the year."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sample.chance import draw
from sample.figures import BEDS, FUND_PLACES, OPEN_BEDS, POOR, URBAN, communities
from sample.places import BY_CODE

Fact = Callable[[str, int], object]


def _scaled(code: str, low: int, high: int, name: str) -> int:
    return max(1, draw(low, high, name, code) * BY_CODE[code].weight // 100)


def _by_now(code: str, month: int, whole: int, start: int, end: int) -> int:
    """A part of the whole that grows evenly from `start` to `end` percent."""
    return whole * (start * (12 - month) + end * month) // 1200


def homes(code: str, month: int) -> int:
    """Care homes on the register."""
    return max(2, BEDS.at(code, 0) // 95)


def rated_homes(code: str, month: int) -> int:
    """Care homes that take part in grading this time."""
    return max(2, homes(code, month) // 3)


def safe_homes(code: str, month: int) -> int:
    return homes(code, month) - (draw(0, 2, "unsafe", code) if month < 12 else draw(0, 1, "unsafe", code))


def plan(code: str, month: int) -> int:
    """Homes to be adapted this year."""
    return _scaled(code, 70, 110, "plan")


def adapted(code: str, month: int) -> int:
    return plan(code, month) * {3: 8, 6: 45, 9: 82, 12: 100}[month] // 100


def revised(code: str, month: int) -> int:
    """Communities and villages with revised rules."""
    return _by_now(code, month, communities(code, month), draw(20, 40, "rules", code), draw(94, 100, "rules", code))


def assistants(code: str, month: int) -> int:
    return communities(code, month) + draw(3, 9, "assistants", code)


def staff(code: str, month: int) -> int:
    """People doing civil affairs in townships and streets."""
    return draw(2, 3, "staff", code) * FUND_PLACES.at(code, 12) + (2 if month == 12 else 0)


def monitored(code: str, month: int) -> int:
    return POOR.at(code, month) * draw(132, 148, "monitored", code) // 100


def urban_standard(code: str, month: int) -> int:
    return 5 * draw(158, 168, "urban", code)


def rural_standard(code: str, month: int) -> int:
    return 12 * draw(598, 622, "rural", code)


def purchase(code: str, month: int) -> int:
    """Money spent on social work services since January, in 万元."""
    return _by_now(code, month, _scaled(code, 70, 120, "purchase"), 0, 100)


FACTS: Mapping[str, Fact] = {
    "homes": homes,
    "safe": safe_homes,
    "rated": rated_homes,
    "plan": plan,
    "adapted": adapted,
    "revised": revised,
    "assistants": assistants,
    "staff": staff,
    "monitored": monitored,
    "urban": urban_standard,
    "rural": rural_standard,
    "purchase": purchase,
    "urbans": URBAN.at,
    "circle": lambda code, month: URBAN.at(code, month) - draw(0, URBAN.at(code, month) // 10, "circle", code),
    "openbeds": OPEN_BEDS.at,
    "bases": lambda code, month: 1 if BY_CODE[code].weight < 100 else 2,
    "shops": lambda code, month: 1 + BY_CODE[code].weight // 60,
    "orphanpay": lambda code, month: 10 * draw(128, 140, "orphan", code),
    "orphanraise": lambda code, month: 10 * draw(128, 140, "orphan", code) + 10 * draw(5, 12, "raise", code),
    "loosepay": lambda code, month: 10 * draw(118, 130, "loose", code),
    "looseraise": lambda code, month: 10 * draw(118, 130, "loose", code) + 10 * draw(5, 12, "raise2", code),
}
