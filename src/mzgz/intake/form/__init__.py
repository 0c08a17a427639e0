"""Ways in from foreign forms: filled workbooks and CSV files become submissions before they count."""
