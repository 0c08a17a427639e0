"""Bytes on their way to the disk: whole or not at all, and never over what people worked on."""
