"""Settings: time limits and parameters that processes and rules declare and administrators confirm."""

from engine.settings.declaring import SettingOf, declared
from engine.settings.kinds import Shape

__all__ = ["SettingOf", "Shape", "declared"]
