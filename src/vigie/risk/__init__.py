"""Gross risk: right x country x sector x product x stage, before any measure; ranked by severity first."""

from vigie.risk.assessing import assess

__all__ = ["assess"]
