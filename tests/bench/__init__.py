"""Measures: run by `make bench`, never by `make test`. Ratios side by side in one run."""
