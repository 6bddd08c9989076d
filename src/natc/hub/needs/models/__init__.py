"""Needs and offers as rows: one file for each idea; everybody imports from here."""

from natc.hub.needs.models.arrangements import Arrangement, Stands
from natc.hub.needs.models.assistance import AssistanceRequest, Result, Stage
from natc.hub.needs.models.boards import OnABoard
from natc.hub.needs.models.circles import Circle
from natc.hub.needs.models.notices import FormOfHelp, Notice, NoticeVersion, Outcome, Side, Status
from natc.hub.needs.models.signs import Area, Sign, SignVoice, Voice
from natc.hub.needs.models.themes import Place, Theme, ThemeAsked, ThemeRank

__all__ = [
    "Area",
    "Arrangement",
    "AssistanceRequest",
    "Circle",
    "FormOfHelp",
    "Notice",
    "NoticeVersion",
    "OnABoard",
    "Outcome",
    "Place",
    "Result",
    "Side",
    "Sign",
    "SignVoice",
    "Stage",
    "Stands",
    "Status",
    "Theme",
    "ThemeAsked",
    "ThemeRank",
    "Voice",
]
