"""Administration: people, places, the names they go by, calendar, definitions, incidents, what happened."""
