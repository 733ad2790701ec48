"""Report -> text, one format a module."""

from importlib import import_module

from pipeline.lint.run import Report


def write(report: Report, format: str) -> str:
    return import_module(f"pipeline.lint.formats.{format}").write(report)
