"""What people call the browser a session was opened with: Chrome · Windows."""

BROWSERS = (
    ("MicroMessenger", "微信"),
    ("DingTalk", "钉钉"),
    ("QQBrowser", "QQ 浏览器"),
    ("360SE", "360 浏览器"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""A word of the user agent and the browser it means; the first that occurs wins, for most also claim to be Chrome."""

SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device(user_agent: str) -> str:
    """The browser and the system of a user agent, as far as they are known; empty when neither is."""
    known = (next((name for word, name in table if word in user_agent), "") for table in (BROWSERS, SYSTEMS))
    return " · ".join(filter(None, known))
