"""The data standard: forms as data, code lists, reading, mapping, checking, harmonising."""
