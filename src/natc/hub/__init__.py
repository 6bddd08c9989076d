"""The platform: one Django app a noun, server-rendered pages. An app imports only from apps on floors below."""
