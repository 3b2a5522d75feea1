"""Reads the tables that describe a chain (links, parties, sites, claims, demand) into typed frames."""

from vigie.sources.tables.reading import TableReading, empty_table, read_table

__all__ = ["TableReading", "empty_table", "read_table"]
