"""The library of answers at work: who checked which answer, and what is found by words."""
