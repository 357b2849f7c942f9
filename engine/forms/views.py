"""A form as plain values, ready for a page: what to show, nothing about how."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.forms.markdown import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView:
    """One option; `id` is unique on the page."""

    id: str
    value: str
    label: str
    group: str | None
    selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One question. `values` go into its inputs; `text` is for reading, with sensitive numbers masked."""

    type = "field"
    id: str
    name: str
    label: str
    control: str
    kind: str
    description: str
    prefix: str
    suffix: str
    columns: int | None
    required: bool
    readonly: bool
    error: str
    values: tuple[str, ...]
    text: str
    options: tuple[OptionView, ...]
    triggers: bool
    """Conditions elsewhere in the form look at the answer."""
    multiple: bool
    accept: str
    min: str
    max: str
    step: str
    max_length: str

    @property
    def value(self) -> str:
        """The one string in a single input."""
        return self.values[0] if self.values else ""

    @property
    def anchor(self) -> str:
        """The id an error summary points to: the input, or the first of several."""
        several = self.control in ("radio", "checklist", "taglist")
        return self.options[0].id if several and self.options else self.id

    @property
    def groups(self) -> tuple[tuple[str | None, tuple[OptionView, ...]], ...]:
        """The options under their headings, in the order the headings come first."""
        headings = dict.fromkeys(option.group for option in self.options)
        return tuple((one, tuple(option for option in self.options if option.group == one)) for one in headings)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """Parts under a heading."""

    type = "group"
    id: str
    label: str
    outline: bool
    columns: int | None
    rows: "Layout"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """One row of a list; the hidden input `name` carries `mark`."""

    name: str
    mark: str
    number: int
    rows: "Layout"

    @property
    def cells(self) -> "tuple[Cell, ...]":
        """Everything in the row, whatever its layout."""
        return tuple(cell for row in self.rows for cell in row)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A list of equal rows; `headings` are set when it can be shown as a table."""

    type = "list"
    id: str
    name: str
    label: str
    columns: int | None
    error: str
    entries: tuple[EntryView, ...]
    headings: tuple[tuple[str, bool], ...]
    """Label of each column and whether an answer is required."""
    can_add: bool
    can_remove: bool

    @property
    def anchor(self) -> str:
        """The id an error summary points to."""
        return self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """Words between the questions."""

    type = "text"
    columns: int | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StillView:
    """A `line` or a `space`."""

    type: str
    columns: int | None


Cell = FieldView | GroupView | ListView | TextView | StillView
Layout = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A whole form; the cells of one row stand beside each other on wide screens."""

    rows: Layout
    errors: tuple[tuple[str, str], ...]
    """The error summary: id of the input, and its label with what is wrong."""

    @property
    def fields(self) -> dict[str, FieldView]:
        """Every question shown, by input name."""
        return {cell.name: cell for cell in cells(self.rows) if isinstance(cell, FieldView)}

    @property
    def has_files(self) -> bool:
        """Whether the page's form element must be multipart."""
        return any(field.control == "filepicker" and not field.readonly for field in self.fields.values())


def cells(rows: Layout) -> Iterator[Cell]:
    """All cells in reading order, those inside groups and lists included."""
    for row in rows:
        for cell in row:
            yield cell
            if isinstance(cell, GroupView):
                yield from cells(cell.rows)
            elif isinstance(cell, ListView):
                for entry in cell.entries:
                    yield from cells(entry.rows)
