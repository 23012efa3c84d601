"""Reads and writes diagrams as Mermaid text (mermaid.js.org, syntax of release 11)."""
