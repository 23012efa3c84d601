"""MCP beyond tools: resources, completions, subscriptions, tasks, the board."""
