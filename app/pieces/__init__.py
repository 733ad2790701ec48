"""Parts of pages: domain objects -> HTML. All text in it comes from evidence, models or people and passes `markup.text`."""
