"""Who may write and publish a document, as sentences for the buttons."""

from django.utils.translation import gettext as _

from natc.hub.library.models import Document, Revision
from natc.hub.library.readers import Readers
from natc.hub.library.written import Written
from natc.hub.members.models import Desk, Person
from natc.hub.members.permissions import Permission


def why_not_begin(desk: Desk, by: Person) -> str | None:
    """Why `by` may not begin a document for `desk`; None when they may."""
    if by.may(Permission.LIBRARY_WRITE, desk):
        return None
    return _("Coordinators, deputies, statisticians, the chair and the secretariat write documents for their desk.")


def why_not_write(document: Document, by: Person) -> str | None:
    """Why `by` may not write the next revision of `document`; None when they may."""
    if by.may(Permission.LIBRARY_WRITE, document.desk):
        return None
    return _("Only people of the desk that keeps this document write it.")


def why_not_publish(document: Document, draft: Revision | None, by: Person) -> str | None:
    """Why `by` may not publish the draft; None when they may. What everybody will read takes a second person."""
    if draft is None:
        return _("There is no draft to publish.")
    if not by.may(Permission.LIBRARY_PUBLISH, document.desk):
        return _("The coordinator, the chair or the secretariat of the desk that keeps this document publishes it.")
    if document.readers == Readers.PUBLIC and draft.written_by == by:
        return _("You wrote this draft, and everybody will read it: somebody else of your desk publishes it.")
    return None


def why_not_in_this_language(draft: Revision, language: str, clauses: list[Written]) -> str | None:
    """Why clauses cannot be the draft in another language than its first: they must be the same clauses in the same order."""
    kept, given = list(draft.clauses.values_list("code", flat=True)), [clause.code for clause in clauses]
    if language == draft.language or kept == given:
        return None
    place, code = next(((place, code) for place, code in enumerate(kept) if code not in given[place : place + 1]), (0, ""))
    if not code:
        return _("The draft was first written in “%(language)s” and has fewer clauses; write new ones there first.") % {
            "language": draft.language
        }
    return _("Clause %(number)d of this draft is “%(code)s”. Keep the clauses of its first language, “%(language)s”.") % {
        "number": place + 1,
        "code": code,
        "language": draft.language,
    }
