"""Workbooks out: the forms that units fill in. Only this room and the importers know workbooks."""
