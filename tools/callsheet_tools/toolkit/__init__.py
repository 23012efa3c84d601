"""What every tool uses: context, responses, lookups, submits, waiting."""
