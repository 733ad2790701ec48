"""What readers of line-by-line text share: clean lines, the stamps they begin with, and the clock those are read against."""
