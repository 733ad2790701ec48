"""Documents that people wrote: their parts, and what their front matter and first lines state."""
