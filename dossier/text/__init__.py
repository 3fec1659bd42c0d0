"""How text is compared and how values are written for people; used by every other room."""
