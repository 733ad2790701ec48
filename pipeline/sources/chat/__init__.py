"""Chat as plain text: the shapes of its lines, who is who among the nicks, and the messages they make up."""
