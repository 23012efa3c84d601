"""Adds Callsheet to the configuration of MCP clients."""
