"""Places and hours: rules, seeds, words."""
