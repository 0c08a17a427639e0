"""Numbers with ids, sentences, and documents that have no format yet."""
