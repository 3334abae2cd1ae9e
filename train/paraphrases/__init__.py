"""How people ask: for each intent and each reason to turn a question down, hand-written phrases, one bank per field."""
