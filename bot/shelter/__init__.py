"""The shelter list: who waits, who is next, and what becomes of an offer. Not Fedasil's list."""
