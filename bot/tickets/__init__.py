"""The life of a ticket: opened, claimed, answered, released, closed, brought back."""
