"""What is sealed, by whom, and what nobody can bring back."""
