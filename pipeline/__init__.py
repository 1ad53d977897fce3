"""Passerelle: from a study to a committee's decision, every number traceable."""

__version__ = "0.1.0"
