"""What several test modules share: apps, dossiers, terminals, notes, facts and files; fixtures are in conftest.py."""
