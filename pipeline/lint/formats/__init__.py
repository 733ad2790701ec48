"""A report -> text, one format a module."""

from importlib import import_module

from pipeline.lint.report import Report


def write(report: Report, format: str, color: bool = False) -> str:
    """The findings of the report in a format of options.FORMATS. `color` is for terminals, in the formats meant for them."""
    return import_module(f"pipeline.lint.formats.{format}").write(report, color)
