"""Compares names: `DossierFacts` go in, a finding comes out for each name that articles write in several ways.

Read `compare` first: it sets the spellings of one linked name side by side. `near` finds two people of nearly one name
who may be one, or whose names contradict each other.
"""
