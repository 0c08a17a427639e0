"""How long a written reason must be, for whoever reads one: file, form, page, letter and command."""

from __future__ import annotations

from typing import Final

REASON_LEAST: Final = 6
"""Characters a reason must have (the practice of statistical reporting)."""
REASON_RULE: Final = "不少于六个字"
"""The same in the words of hints, forms and schemas."""
