"""Dialogs over a screen: pickers, filters, help, saved searches.

A dialog takes the app and the session; what was chosen goes to the function that it was given, or is done and said in
the last line. Read `picker` first; most others use it.
"""
