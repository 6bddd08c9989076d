"""What programs send and get, as it stands in the description of the interface."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema
from ninja.pagination import LimitOffsetPagination

PAGE, MOST_OF_A_PAGE = 100, 1000  # rows
FARTHEST = 1_000_000  # rows
MOST_CELLS = 2000  # of one save; the whole annual submission lists 1,977
LONGEST_TEXT = 20_000  # characters

Text = dict[str, str]  # the text in each of its languages, by BCP 47 tag
Line = Annotated[str, Field(pattern=r"^[^\x00]*$", max_length=LONGEST_TEXT)]
Number = Annotated[int, Field(strict=True)] | Annotated[float, Field(strict=True, allow_inf_nan=False)]
Value = Number | Line | list[Line] | None


class Pages(LimitOffsetPagination):
    """A list a page at a time."""

    class Input(Schema):
        """Which page."""

        limit: int = Field(PAGE, ge=1, le=MOST_OF_A_PAGE, description="How many rows.")
        offset: int = Field(0, ge=0, le=FARTHEST, description="How many rows stand before them.")


class Problem(Schema):
    """Why it was not done."""

    detail: str


class NotUnderstood(Schema):
    """What in the request does not fit this description."""

    detail: list[dict[str, Any]]


class Territory(Schema):
    """A state or territory as the public reads it."""

    code: str = Field(description="ISO 3166-1 alpha-2, XK included.")
    name: Text
    footnote: Text | None


class Group(Schema):
    """A group along a dimension."""

    code: str
    label: Text


class Dimension(Schema):
    """What a table is split by. Its code is the name of a filter."""

    code: str
    label: Text
    groups: list[Group]


class Table(Schema):
    """A table of a release: what it counts, and how it is split."""

    code: str
    title: Text
    unit: Text
    caveat: Text | None
    counts: str = Field(description="The table of the annual submission whose definition holds.")
    dimensions: list[Dimension]


class Standing(Schema):
    """A release as it stands today. While it is being corrected its figures are given to no program."""

    number: str
    standing: str = Field(description="Provisional, Final, Revised or Withdrawn; a withdrawn release must not be used.")
    why: Text | None = Field(description="Why it was revised or withdrawn.")
    replaced_by: str | None = Field(description="The number of the release to read instead.")
    correcting: Text | None = Field(description="What is being corrected.")
    public_since: datetime


class Release(Standing):
    """A release with its tables: the structure of its figures."""

    period: str
    tables: list[Table]


class Observation(Schema):
    """One figure, and how it is shown: a number, two bounds, or why there is none."""

    release: str
    standing: str
    table: str
    territory: str = Field(description="A code of /territories, or REGION for all states that reported, together.")
    first_year: int
    last_year: int
    groups: dict[str, str] = Field(description="The group along each dimension; Total for all of them together.")
    showing: str = Field(description="rounded, exact, class (between low and high), hidden, or none (reason says why).")
    value: int | None
    low: int | None
    high: int | None
    reason: str | None = Field(description="Why there is no number: NotCollected, NotApplicable, NotAvailableYet, NotKnown.")
    mark: str | None = Field(description="How firm the figures are from which it was made.")
    source: str | None = Field(description="Where an exact figure was public before.")


class Form(Schema):
    """A form, by its code and version."""

    code: str
    version: str


class Call(Schema):
    """A form, sent to desks by a date."""

    uid: UUID
    title: Text
    form: Form
    first_day: date | None = Field(description="Of the period that it asks about.")
    last_day: date | None = Field(description="Of that period, included.")
    opens_on: date
    due_on: date
    zone: str = Field(description="IANA; both days are days there.")
    status: str = Field(description="draft, open or closed.")


class Question(Schema):
    """A question, or a cell of a table."""

    section: str
    key: str
    ask: str = Field(description="text, number, date, choice, choices, scale or ranking.")
    label: Text
    options: list[Group]


class Submission(Schema):
    """What the desk of the token answers to one call."""

    uid: UUID
    call: UUID
    status: str = Field(description="draft, ready, submitted, sent_back, accepted or reopened.")
    due_on: date
    late: bool
    writing: bool = Field(description="Whether its answers can be changed.")


class Cell(Schema):
    """What stands in a cell: a value, or the code of a reason for none, or neither."""

    key: str
    value: Any
    reason: str
    version: int = Field(description="From 1; 0 where nothing was ever saved.")


class WrittenCell(Schema):
    """One cell as a program wants it."""

    key: Line
    value: Value = None
    reason: Line = ""
    seen: int = Field(ge=0, le=FARTHEST, description="The version that the program saw; 0 where there was none.")
    uid: UUID = Field(description="Made by the program; the same when it tries again.")


class WrittenCells(Schema):
    """Cells to save, all or none of them."""

    cells: list[WrittenCell] = Field(min_length=1, max_length=MOST_CELLS)


class SavedCell(Cell):
    """What stands in a cell after the save."""

    kept: bool = Field(description="Whether that is what was sent; otherwise somebody else was faster.")
