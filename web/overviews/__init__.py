"""Overviews of jurisdictions: everything open in one, and those below it side by side."""
