"""Whether the numbers of a group agree, differ with a reason, or contradict each other, and how that is told.

In goes a group of measures, out come a verdict, its reason, a title and the readings. Read `verdict` first.
"""
