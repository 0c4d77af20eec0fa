"""The library of answers at the desk: what is due for a check, and answers for a ticket."""
