"""Documents: read, built, written and compared."""
