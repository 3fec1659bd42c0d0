"""Findings, timeline and coverage, kept beside the catalogue and brought up to date. Read `cache` first."""
