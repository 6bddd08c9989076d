"""A person's account: invitations, ways to sign in, sessions, the card that colleagues open. An app of its own inside members."""
