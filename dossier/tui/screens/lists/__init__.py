"""What screens of a list have in common: the article beside it, the box that narrows it, entries that are computed.

Each class adds to the one before: read `list_detail` first, then `filterable_list`, then `computed_list`.
"""
