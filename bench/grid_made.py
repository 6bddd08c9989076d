"""Inside the hub: a call with one large table of invented categories. Imported once Django is set up."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone
from measure import ROOT

from natc.engine.standard.form import read_yaml
from natc.hub.fields import ORIGINAL
from natc.hub.members.models import Desk, Kind, Person
from natc.hub.submissions.actions import calls
from natc.hub.submissions.models import FormVersion

PROGRESS = ROOT / "src/natc/hub/submissions/asked/progress.yaml"  # its table, with more categories


def make(kinds: int, stages: int) -> str:
    """Send a call with a table of `kinds` rows and `stages` columns; the path of the section where Serbia answers it."""
    raw = read_yaml(PROGRESS)
    for dimension, count in (("cluster", kinds), ("stage", stages)):
        raw["dimensions"][dimension]["categories"] = [_category(f"{dimension}-{number}") for number in range(count)]
    sara, desk, today = Person.objects.get(name="Sara"), Desk.objects.get(kind=Kind.SECRETARIAT), timezone.now().date()
    call = calls.begin(
        uid=uuid4(),
        title={ORIGINAL: "en", "en": "A large table (invented)"},
        note=None,
        form=FormVersion.objects.keep({**raw, "code": "large"}),
        reviewer=desk,
        desks=Desk.objects.filter(organisation__territory__code="RS", kind=Kind.COORDINATION),
        opens_on=today,
        due_on=today + timedelta(days=10),
        zone="UTC",
        by=sara,
        desk=desk,
    )
    calls.open_call(call=call, by=sara, desk=desk)
    return f"/submissions/{call.submissions.get().uid}/sections/activities/"


def _category(code: str) -> dict[str, object]:
    return {"code": code, "label": {"en": code, "sr": code}}
