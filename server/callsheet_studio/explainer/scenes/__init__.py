"""The scene kinds, one module a kind: each turns a timed scene into layers that can be drawn."""
