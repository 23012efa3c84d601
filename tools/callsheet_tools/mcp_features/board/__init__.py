"""The board: jobs shown in the chat, by clients that show MCP Apps."""
