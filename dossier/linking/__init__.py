"""The whole dossier: who is who, which passages tell the same fact, and where articles agree and differ."""
