"""mzgz: a civil-affairs bureau's year, from the promises in January to the report in December."""

__version__ = "0.1.0"
