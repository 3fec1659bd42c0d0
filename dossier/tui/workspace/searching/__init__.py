"""The search box and the results: what is typed goes in, the results that are listed come out.

Read `search` first: every keystroke asks, only the newest answer is shown.
"""
