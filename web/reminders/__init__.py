"""The reminders of a person: what is soon due, overdue, or urged by others."""
