"""An attacker on releases: reads what is published and the public standard, nothing of how natc protects or tests.

Nothing here imports natc.engine.release: the file's format is read anew, so that one misreading is not made twice.
"""
