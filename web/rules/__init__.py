"""The rules of the work: which hold where and since when, what their tables say, and what they would give."""
