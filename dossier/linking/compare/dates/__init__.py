"""Findings about dates: facts of all articles go in, findings of days that outlets tell of one event come out.

Read `compare` first.
"""
