"""Text and numbers, without knowledge of films: cleaning, sentences, languages, word lists."""
