"""natc, the working platform of the Network of Anti-Trafficking Coordinators of South-East Europe."""

__version__ = "0.1.0"
