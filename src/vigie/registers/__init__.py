"""Builds the registers of the content from their publishers' files, repeatably, and checks those written by hand."""
