"""The tables, one file a noun."""

from engine.models.base import Base
from engine.models.calendar import CalendarDay
from engine.models.cases import Case, CaseFact, Event, Figure, Incident
from engine.models.changes import Change
from engine.models.definitions import Definition, Resource, Setting
from engine.models.drafts import Draft, DraftFile, DraftTrial
from engine.models.intake import Intake, IntakeRow
from engine.models.items import Candidate, Item, Reminder
from engine.models.jobs import Counter, Job, Message, Subscription
from engine.models.materials import Attachment, Blob
from engine.models.migrations import Migration, MigrationCase
from engine.models.notices import Duty, DutyChange, DutyParty, Notice
from engine.models.patients import Double, Entitlement, Merger, Patient, PatientEvent
from engine.models.people import LoginAttempt, LoginSession, Person, Portfolio, Post
from engine.models.place import Alias, Department, Group, GroupMember, Jurisdiction, Organization
from engine.models.rules import RuleVersion

__all__ = [
    "Alias", "Attachment", "Base", "Blob", "CalendarDay", "Candidate", "Case", "CaseFact", "Change", "Counter",
    "Definition", "Department", "Double", "Draft", "DraftFile", "DraftTrial", "Duty", "DutyChange", "DutyParty",
    "Entitlement", "Event", "Figure", "Group", "GroupMember", "Incident", "Intake", "IntakeRow", "Item", "Job",
    "Jurisdiction", "LoginAttempt", "LoginSession", "Merger", "Message", "Migration", "MigrationCase", "Notice",
    "Organization", "Patient", "PatientEvent", "Person", "Portfolio", "Post", "Reminder", "Resource",
    "RuleVersion", "Setting", "Subscription",
]  # fmt: skip
