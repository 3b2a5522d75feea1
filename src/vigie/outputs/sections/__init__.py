"""The chapters of the reports, one module each: from figures and words to blocks of a document."""
