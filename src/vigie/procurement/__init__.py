"""The lens of public buyers (action point 13): clauses that can be controlled, and what notices show."""
