"""Start from an MCPB bundle, which runs this file by its path."""

from callsheet.cli import main

if __name__ == "__main__":
    main()
