"""What else the demonstration commission works at: one module a process, found by its STORY; a new one adds a file."""
