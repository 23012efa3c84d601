"""What scenes share in a picture: background, cards, headline, captions."""
