"""Dialogs over a screen: pickers, filters, help, saved searches. Read `picker` first; most others use it."""
