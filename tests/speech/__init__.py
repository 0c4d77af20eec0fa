"""Languages: catalogues, direction, dates, and reading what people type."""
