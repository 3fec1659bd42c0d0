"""Articles and what was extracted from them, kept and found again: catalogue, text index, query language."""

import os

# numpy would start threads for linear algebra, which nothing here does: a third of the time that it takes to import.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
