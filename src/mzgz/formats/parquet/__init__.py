"""Parquet: one file a workspace, year and province; written by DuckDB, which is loaded here and by the second engine only."""
