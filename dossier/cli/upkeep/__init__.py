"""Commands that change or look after a dossier: add, index, notes, export, doctor, completion. Read `index` first."""
