"""An article → its quantities: value, bound, unit and what is counted.

An article with its dates and names goes in, `Quantity`s come out. Read `find` first, then `context`, which reads one of
them: `non_quantities` refuses what is none, `ranges`, `unit_rules`, `noun_phrases` and `kinds` say what it is.
"""
