"""Records as people read them: described once, shown as HTML or as text for a terminal."""
