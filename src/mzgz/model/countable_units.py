"""Units whose numbers are whole."""

from typing import Final

COUNTABLE: Final = frozenset("个张人家户件起次条座块处所名项份例对场套台间批期步只本篇封位具")
"""元、万元、平方米 and the like may have decimals."""
