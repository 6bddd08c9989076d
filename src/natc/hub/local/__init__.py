"""The page on a national office's own machine: the engine's commands as pages, on loopback only, no account, no database."""
