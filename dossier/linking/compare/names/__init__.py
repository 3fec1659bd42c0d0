"""Findings about spellings of names: entities go in, those written in several ways or mistaken for another come out.

Read `compare` first.
"""
