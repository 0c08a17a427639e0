"""What is declared and what is reported: frozen values; nothing is read or written here."""
