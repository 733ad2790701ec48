"""Files, folders and zips -> Material: the evidence, records and people of one incident.

opening     a path           -> Tree of files
detect      Tree             -> who reads which files
readers/    files            -> Reading
merge       Readings         -> evidence in one order, ids unique
channels    chat channels    -> those that speak of the incident
"""

from pipeline.sources.collect import collect

__all__ = ["collect"]
