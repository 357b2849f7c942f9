"""Cases that arrive as a workbook: read, taken in row by row with progress, and given back marked up."""

from engine.intake.marking import marked_up, template
from engine.intake.running import begin, progress, recent, take_portion

__all__ = ["begin", "marked_up", "progress", "recent", "take_portion", "template"]
