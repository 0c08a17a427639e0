"""Where each return stands: accepted, sent back, late; and the decision that is written down for it."""
