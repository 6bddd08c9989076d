"""The states in which the gallery shows each component. People and acts here are invented."""

from datetime import UTC, datetime

_DAY = datetime(2026, 3, 2, 10, 12, tzinfo=UTC)

STATES = {
    "kinds": ("plain", "good", "wait", "bad", "info"),
    "reasons": ("NotCollected", "NotApplicable", "NotAvailableYet", "NotKnown", "Hidden"),
    "events": [
        {"when": _DAY, "what": "Handed in", "who": "Ana"},
        {"when": _DAY, "what": "Sent back", "who": "Sara", "why": "Table P4 has no total."},
    ],
    "nothing": [],
    "steps": [
        {"state": "done", "label": "Prepared", "who": "Vesna", "when": _DAY},
        {"state": "refused", "label": "Approved", "who": "Ana", "when": _DAY, "why": "The police list is missing."},
        {"state": "now", "label": "Handed in"},
        {"state": "later", "label": "Accepted"},
    ],
    "tabs": [
        {"code": "changes", "label": "Changes", "count": 4, "here": True},
        {"code": "looks", "label": "Who looked", "count": 0, "here": False},
    ],
    "downloads": [{"href": "#", "label": "SVG"}, {"href": "#", "label": "CSV"}],
}
