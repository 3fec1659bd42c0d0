"""Compares dates: `DossierFacts` go in, a finding comes out for each event that several articles date.

Read `compare` first. `dated` cuts out what is said of each date, `counted` reads lengths of time as dates, `evidence`
weighs whether two dates are of one event, and `verdict` says how its days stand to each other.
"""
