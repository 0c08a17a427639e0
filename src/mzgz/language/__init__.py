"""Numbers in Chinese sentences, both ways: read with their units and hedges, and printed as a report says them."""

from mzgz.language.hanzi_numerals import parse_hanzi, to_hanzi
from mzgz.language.number_printer import show_large, show_written
from mzgz.language.number_reader import read, survey
from mzgz.language.quantity import Against, Direction, Hedge, Interval, Kind, NumberSurvey, Per, Quantity, Role, Skipped
from mzgz.language.value_match import agrees

__all__ = [
    "Against",
    "Direction",
    "Hedge",
    "Interval",
    "Kind",
    "NumberSurvey",
    "Per",
    "Quantity",
    "Role",
    "Skipped",
    "agrees",
    "parse_hanzi",
    "read",
    "show_large",
    "show_written",
    "survey",
    "to_hanzi",
]
