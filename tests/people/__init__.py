"""Contacts and persons: a person is not a chat."""
