"""The field's nouns, one a file: frozen models that every stage speaks and every output is made of."""
