"""What several stages need to read text: times, names, numbers, sentences, Markdown. No stage's logic."""
