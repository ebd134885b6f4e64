"""How cities are chosen, found and put in order."""
