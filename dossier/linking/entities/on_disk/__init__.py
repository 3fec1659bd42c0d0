"""Columns, texts and records that are in memory while they are few, and in unnamed files where they are many.

Read `columns` first.
"""
