"""Which outlet reports what, from whom it has it, and when things happened.

Facts and findings go in; rows of the coverage matrix and entries of the timeline come out. Read `coverage` first.
"""
