"""Query or draft -> related past incidents, each with the reason, or an honest "nothing similar"."""
