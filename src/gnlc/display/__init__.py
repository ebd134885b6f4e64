"""How records are shown to people."""
