"""The life of a ticket, what is in it, and its card."""
