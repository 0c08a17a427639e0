"""Lays a ledger out as cases, runs the rules over them, and settles severities, explanations and counts."""
