"""Which outlet reports what, from whom it has it, and when things happened."""
