"""Measures Vigie beside its peers and the physical floor: what `make bench` runs and prints; nothing here is a test."""
