"""How much memory an engine may take: sizes as people write them, and the facts that find room."""

from __future__ import annotations

import pytest

from mzgz.progress.columns.memory_limit import bytes_of, facts_at_once


@pytest.mark.parametrize(
    ("size", "told"),
    [("500MB", 500_000_000), ("0.5 gb", 500_000_000), ("1.25GB", 1_250_000_000), ("1KiB", 1024), ("512MiB", 2**29)],
)
def test_a_size_is_exact(size: str, told: int) -> None:
    assert bytes_of(size) == told


@pytest.mark.parametrize("size", ["", "500", "MB", "-1GB", "五百MB", "1e3MB", "1.GB"])
def test_what_is_no_size(size: str) -> None:
    assert bytes_of(size) is None


def test_less_memory_takes_fewer_facts() -> None:
    assert [facts_at_once(size) for size in ("100MB", "500MB", "1GB", "8GB", None)] == [
        400_000,
        2_000_000,
        4_000_000,
        4_000_000,
        4_000_000,
    ]
