"""Reading, building, writing and comparing documents."""
