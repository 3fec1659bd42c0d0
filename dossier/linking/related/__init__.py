"""Passages of other articles that tell the same fact, best first.

Features of passages go in, a score with its reasons comes out. Read `rank` first.
"""
