"""What a notebook shows of records and tables: HTML without scripts, for any theme."""
