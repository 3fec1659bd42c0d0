"""The SQLite catalogue: articles and everything extracted from them; it is the truth.

Whole articles with their annotations go in, rows by number come out. Read `catalogue` first; `database` is the file
under it, `writing` what a run writes, `margins` and `near_duplicates` what follows from all articles of a site.
"""
