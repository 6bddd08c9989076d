"""Who may draft a form, change a draft, finish it, draft it again: sentences for the buttons."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from natc.engine.standard.asked.drafting import faults, section_of
from natc.hub.members.models import Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.submissions.models import CallStatus, FormDraft, FormVersion
from natc.hub.submissions.values import standard_language


def why_not_draft(by: Person, desk: Desk) -> str | None:
    """Why `by` may not draft forms for `desk`; None when they may."""
    if by.may(Permission.CALL_OPEN, desk):
        return None
    return _("The secretariat and the chair draft forms.")


def why_not_change(draft: FormDraft, by: Person, desk: Desk) -> str | None:
    """Why `by` may not change a draft; None when they may: at either desk, until it is finished."""
    return why_not_draft(by, desk) or (_("This form is finished. Draft it again to change it.") if draft.finished_at else None)


def why_not_put_into(draft: FormDraft, code: str) -> str | None:
    """Why no question can be put into the section with this code; None when one can."""
    if section_of(draft.raw, code):
        return None
    return _("This section was taken out meanwhile. Nothing was saved: copy what you wrote and add it to another section.")


def why_not_finish(draft: FormDraft, by: Person, desk: Desk) -> str | None:
    """Why a draft cannot be finished by `by`; None when it can."""
    if refused := why_not_change(draft, by, desk):
        return refused
    if found := faults(draft.raw, standard_language()):
        return ngettext(
            "%(count)d finding has to be mended first.", "%(count)d findings have to be mended first.", len(found)
        ) % {"count": len(found)}
    return None


def why_not_again(draft: FormDraft, by: Person, desk: Desk) -> str | None:
    """Why a finished draft cannot be changed again; None when it can: while no call was opened with it."""
    if refused := why_not_draft(by, desk):
        return refused
    if draft.version is None or not draft.finished_at:
        return _("This form is being drafted.")
    if draft.version.calls.exclude(status=CallStatus.DRAFT).exists():
        return _("A call was opened with this form: it stays as it is. Draft its next version instead.")
    return None


def why_not_discard(draft: FormDraft, by: Person, desk: Desk) -> str | None:
    """Why a draft may not be thrown away; None when it may."""
    if refused := why_not_change(draft, by, desk):
        return refused
    return None if draft.version is None else _("A call waits to be sent with this form: finish it again.")


def why_not_next(version: FormVersion, by: Person, desk: Desk) -> str | None:
    """Why `by` may not begin the next version of a form; None when they may: from its newest version, once."""
    if refused := why_not_draft(by, desk):
        return refused
    if FormDraft.objects.filter(code=version.code, finished_at=None).exists():
        return _("The next version of this form is being drafted already.")
    if FormVersion.objects.filter(code=version.code).last() != version:
        return _("There is a newer version of this form; begin from that one.")
    return None
