"""The page of one work item and everything a person can do with it."""
