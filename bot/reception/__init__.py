"""What happens to one message from a person."""
