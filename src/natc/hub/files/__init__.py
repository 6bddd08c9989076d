"""Files, each kept once under the SHA-256 of its content. A file is reached through the record that owns it, never by itself."""
