"""What staff see of the shelter list, and what they do with it."""
