"""The rules across units over the columns of a data set: SQL finds who may be concerned, and what stands out, by exact numbers."""
