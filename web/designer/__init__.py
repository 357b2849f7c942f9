"""The designer: drawing processes, trying them, and bringing them into force."""
