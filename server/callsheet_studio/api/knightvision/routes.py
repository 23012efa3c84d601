"""Where this API answers."""

ROOT = "/api/"
"""Whatever is below it is this API's, be it there or not."""
PREFIX = f"{ROOT}v1/partner"
OPENAPI = "/openapi/knightvision.json"
