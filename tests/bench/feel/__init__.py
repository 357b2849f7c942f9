"""How long FEEL and DMN take beside the same written in Python, in one run: `python -m tests.bench.feel`."""
