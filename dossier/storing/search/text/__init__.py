"""How indexed text is cut into terms, folded and stemmed."""
