"""Plans in prose read into draft targets: every figure classed, every sentence accounted for."""
