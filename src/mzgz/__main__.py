"""`python -m mzgz`: the same program where its script is not on the path."""

from mzgz.cli import run

run()
