"""What shows and tests the bot without Telegram itself."""
