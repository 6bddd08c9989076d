"""docs/reference/permissions.md, printed from the table of permissions.

`python -m natc.hub.members.reference > docs/reference/permissions.md`.
"""

from django.conf import settings

from natc.hub.members.permissions import GRANTS, Permission, Role

HEAD = """# Reference: who may do what

Generated from `src/natc/hub/members/permissions.py`; do not edit. Make it anew with
`python -m natc.hub.members.reference > docs/reference/permissions.md`.

A person has no rights. A mandate gives a role at a desk, from a day until a day; the role gives the rights below, at that desk.
A right to read holds while any mandate gives it; an act needs the right at the desk that is acted for. The term of an observer
or a partner ends the mandates at its desks. What a document's readers may read is narrower still: its circle is chosen by its
desk.

| who | may |
|---|---|
"""


def reference() -> str:
    """The page, in English."""
    return HEAD + "".join(f"| {role.label} | {_rights(role)} |\n" for role in Role)


def _rights(role: Role) -> str:
    rights = [str(permission.label) for permission in Permission if permission in GRANTS[role]]
    return "; ".join(rights) or "nothing but their own account"


if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    print(reference(), end="")
