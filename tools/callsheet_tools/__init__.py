"""What an assistant can do: the tools, and what they stand on."""
