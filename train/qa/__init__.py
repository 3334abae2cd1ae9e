"""NeuroQA: questions about recordings whose right answers can be computed, and how any assistant is graded on them."""
