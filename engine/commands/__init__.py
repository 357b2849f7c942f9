"""What people can do, one verb a file: each loads, checks, changes and records, and never commits."""

from engine.commands.activate import activate
from engine.commands.assign import assign
from engine.commands.attach import attach
from engine.commands.broadcast import broadcast
from engine.commands.cancel import cancel
from engine.commands.claim import claim
from engine.commands.comment import comment
from engine.commands.complete import complete
from engine.commands.conclude import conclude
from engine.commands.evaluate import evaluate
from engine.commands.move import move
from engine.commands.print_paper import print_paper
from engine.commands.publish import publish
from engine.commands.read_reminder import read_reminder
from engine.commands.recall import recall
from engine.commands.release import release
from engine.commands.remind import remind
from engine.commands.report import report
from engine.commands.retry import retry
from engine.commands.save_draft import save_draft
from engine.commands.send_back import send_back
from engine.commands.skip import skip
from engine.commands.start import start
from engine.commands.submit import submit
from engine.commands.transfer import transfer

__all__ = [
    "activate", "assign", "attach", "broadcast", "cancel", "claim", "comment", "complete", "conclude", "evaluate",
    "move", "print_paper", "publish", "read_reminder", "recall", "release", "remind", "report", "retry", "save_draft",
    "send_back", "skip", "start", "submit", "transfer",
]  # fmt: skip
