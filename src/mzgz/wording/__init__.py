"""Numbers in Chinese sentences, both ways: read with their units and hedges, and printed as a report says them."""

from mzgz.wording.agreement import agrees
from mzgz.wording.numerals import parse_hanzi, to_hanzi, to_year
from mzgz.wording.printer import round_toward, show_chinese
from mzgz.wording.quantity import (
    Against,
    Direction,
    Hedge,
    Interval,
    Kind,
    Per,
    Quantity,
    Reading,
    Role,
    Skipped,
)
from mzgz.wording.reader import read, survey

__all__ = [
    "Against",
    "Direction",
    "Hedge",
    "Interval",
    "Kind",
    "Per",
    "Quantity",
    "Reading",
    "Role",
    "Skipped",
    "agrees",
    "parse_hanzi",
    "read",
    "round_toward",
    "show_chinese",
    "survey",
    "to_hanzi",
    "to_year",
]
