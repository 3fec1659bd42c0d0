"""How text is compared and how values are written for people; used by every other room.

Read `folding` and `visible` first: every comparison of words uses the one, all that is shown the other.
"""
