"""The names of places: how they are compared, and what is known of those of the world."""
