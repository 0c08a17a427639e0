"""The made-up sample year: how its figures, its sentences and its few mishaps are produced."""
