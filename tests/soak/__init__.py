"""A machine that does whatever people, volunteers, networks and hosts may do, in any order, and
looks after every step at what must always hold.
"""
