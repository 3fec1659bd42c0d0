"""The main screen: results, reader, side panel, and what its keys do.

`searching` has the way from the search box to the results, `article` the article being read, `panes` how they share the
terminal. `screen` puts them together: read it first. `commands` and `openers` are what the keys do.
"""
