"""What the type checker has to refuse."""
