"""The worker process, and which function does which kind of job."""
