"""Transport, nothing else: what comes in becomes an event, what goes out becomes a call."""
