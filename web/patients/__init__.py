"""The patients: the register, one person's page, the record with its history, and doubles."""
