"""How a conversation moves, step by step."""
