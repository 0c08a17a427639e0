"""The roof: options in, one or two calls down, print, exit code."""
