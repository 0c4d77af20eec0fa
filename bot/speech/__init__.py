"""Everything about languages: catalogues, direction, dates in words, reading what people type."""
