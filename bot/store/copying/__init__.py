"""Moving an installation into another database: rows, their sums, and a mark until it is whole."""
