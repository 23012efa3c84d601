"""HTTP: both APIs as their documentation describes them."""
