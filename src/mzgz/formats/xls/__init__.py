"""The workbooks of the time before .xlsx, .xls and .et: reading."""
