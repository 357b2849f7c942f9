"""The command line of the comparison: `python -m tests.bench.feel`."""

from tests.bench.feel import conditions, rules

if __name__ == "__main__":
    conditions.compare()
    rules.compare()
