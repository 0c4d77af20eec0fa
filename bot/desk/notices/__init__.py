"""Notices, as the desk makes them, looks at them and takes them down."""
