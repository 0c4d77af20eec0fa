"""Sentences read aloud by volunteers, for people who would rather listen than read."""
