"""What a person reads on a terminal of 80 columns."""
