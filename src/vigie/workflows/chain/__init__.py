"""From tables of links to what is known, at risk, verified and unmapped in a chain, and where to look next."""
