"""Captions whose every statement is computed, and how descriptions are scored by their facts."""
