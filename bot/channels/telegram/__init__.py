"""Telegram: the Bot API in, the Bot API out. Only this package and the demo know `telegram`."""
