"""Measures the kernel against itself and against plain SpiffWorkflow, as ratios within one run."""
