"""Names matched with members: what decides, and the rows that say so."""
