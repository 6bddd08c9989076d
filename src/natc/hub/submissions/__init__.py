"""Calls and submissions: any form, sent to desks by a date, answered once per desk by several people, one workflow."""
