"""The database itself: transactions, migrations, columns, the lock."""
