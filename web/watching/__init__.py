"""Processes at work, for designers, leaders and administrators."""
