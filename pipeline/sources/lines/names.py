"""What a person's name looks like in a chat: capitalized words, small words of names between them, a remark in brackets."""

FULL_NAME = (
    r"[^\Wa-z\d_][\w.'’-]{{0,30}}"
    r"(?: (?:[^\Wa-z\d_][\w.'’-]{{0,30}}|[\[(][^\[\]()\n]{{1,30}}[\])]|van|von|de|der|den|di|da|del|la|bin|al)){{{0},5}}"
)
"""A pattern, to be formatted with the number of words that must follow the first."""
