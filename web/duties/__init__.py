"""Notices and duties: read, searched, edited; imported and confirmed by administrators."""
