"""The engine: a library without web, network or database. It takes and gives plain values, frames and files."""
