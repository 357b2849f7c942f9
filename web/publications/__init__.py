"""What is decided about drafts of processes, as those see it who decide."""
