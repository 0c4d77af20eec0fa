"""Measures: run by `make bench`, never by `make test`. Ratios side by side in one run.

The bench's own process starts, for each run, a *world* (the local Bot API and the people at their
phones) and a *bot*, each in a process of its own, and looks at the bot from outside.
"""
