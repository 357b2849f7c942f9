"""The 43 workflow control-flow patterns: how BPMN says each, played as a story, or why BPMN cannot.

After Russell, ter Hofstede, van der Aalst, Mulyar: Workflow Control-Flow Patterns, a revised view (2006).
"""
