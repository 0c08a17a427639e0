"""Which rows of a document are one table, and a row read by the headings over it."""

from __future__ import annotations

from mzgz.intake.extract.blocks import Block
from mzgz.intake.extract.table_columns import GoalTable, grid_of


def tables_of(
    blocks: list[Block], year: int, since: int = 0, known: frozenset[str] = frozenset()
) -> dict[int, GoalTable]:
    """The table each row belongs to, by the place of the row; a title row between two runs belongs to both."""
    found: dict[int, GoalTable] = {}
    runs: list[list[int]] = []
    for place, block in enumerate(blocks):
        if block.cells:
            if runs and place and runs[-1][-1] == place - 1 and blocks[place - 1].table == block.table:
                runs[-1].append(place)
            else:
                runs.append([place])
    last: tuple[int, GoalTable] | None = None
    for run in runs:
        title = next((one.folded.strip() for one in reversed(blocks[: run[0]]) if not one.blank), "")
        grid = grid_of([blocks[place] for place in run], year, since, known, title)
        if grid is None and last and run[0] - last[0] <= 3 and len(blocks[run[0]].cells) == len(last[1].heads):
            grid = last[1]
            found.update(
                {place: grid for place in range(last[0] + 1, run[0]) if len(blocks[place].folded.strip()) <= 24}
            )
        if grid is not None:
            found.update(dict.fromkeys(run, grid))
            last = (run[-1], grid)
    return found
