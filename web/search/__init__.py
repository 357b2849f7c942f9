"""The search over all cases a person may see."""
