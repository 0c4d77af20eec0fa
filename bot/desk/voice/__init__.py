"""What staff do about requests that were told by voice."""
