"""A demonstration commission: invented places and posts, played by its own commands on a simulated clock."""
