"""Records for people to read: described once, rendered as HTML or as text for a terminal."""
