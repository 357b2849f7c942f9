"""The pages of one case: how it stands, its diagram, its paper form, and the few verbs that concern it as a whole."""
