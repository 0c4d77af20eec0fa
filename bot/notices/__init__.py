"""What a coordinator tells everybody, and reminders that people asked for."""
