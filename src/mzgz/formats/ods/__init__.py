"""The .ods workbook: reading."""
