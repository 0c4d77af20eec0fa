"""What comes in and what goes out: kept, in order, within the limits."""
