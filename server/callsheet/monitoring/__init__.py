"""What an operator sees from outside: traces and metrics by OpenTelemetry, logs as JSON lines."""
