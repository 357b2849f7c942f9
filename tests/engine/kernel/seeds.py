"""How hypothesis tries what is grown from the seed of a random generator."""

from hypothesis import HealthCheck, Phase, settings

SEEDS = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    # A smaller seed is no smaller diagram: looking for one would only keep a failure from being told for minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
