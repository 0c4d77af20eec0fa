"""/record: volunteers read aloud what people are asked."""
