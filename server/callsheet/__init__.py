"""What runs: the command line and the MCP server."""
