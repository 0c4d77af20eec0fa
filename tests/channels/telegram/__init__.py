"""Telegram: real python-telegram-bot over HTTP against a local Bot API, and against broken ones."""
