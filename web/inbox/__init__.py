"""The inbox: what waits for a person and the departments he works in."""
