"""Channels: each against a real server of its own kind."""
