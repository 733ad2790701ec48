"""One reader a module; what a reader has is said in `pipeline.sources.reading`. They are found by looking here."""
