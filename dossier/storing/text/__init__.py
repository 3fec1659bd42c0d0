"""How text is cut into terms, folded and stemmed, both what is indexed and what is asked for. Read `tokens` first."""
