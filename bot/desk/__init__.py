"""What staff see and can do. Nothing but the wiring imports this room."""
