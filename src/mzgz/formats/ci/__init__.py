"""Findings for machines: JSON, GitHub annotations, SARIF, JUnit."""
