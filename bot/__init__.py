"""A help desk for people seeking asylum, served over Telegram."""
