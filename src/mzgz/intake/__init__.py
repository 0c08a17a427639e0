"""Ways in: files become a ledger, and faults become findings."""
