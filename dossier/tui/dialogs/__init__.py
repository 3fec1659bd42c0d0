"""Dialogs over a screen: pickers, filters, help, saved searches."""
