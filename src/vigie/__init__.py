"""Vigie: human-rights due diligence for supply chains. The library: no web framework, no network, no hidden clock."""

__version__ = "0.1.0"
