"""Numbers in Chinese sentences, both ways: read with their units and hedges, and printed as a report says them."""

from mzgz.language.hanzi_numerals import parse_hanzi, to_hanzi, to_year
from mzgz.language.number_printer import round_toward, show_chinese
from mzgz.language.number_reader import read, survey
from mzgz.language.quantity import Against, Direction, Hedge, Interval, Kind, Per, Quantity, Reading, Role, Skipped
from mzgz.language.value_match import agrees

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
