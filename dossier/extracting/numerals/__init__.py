"""Number words, digits and units of measurement, shared by dates and quantities.

Text and a place in it go in, a number with its end comes out. Read `words` first; `units` has the units.
"""
