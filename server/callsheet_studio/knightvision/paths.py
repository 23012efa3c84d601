"""Where this API answers."""

PREFIX = "/api/v1/partner"
OPENAPI = "/openapi/knightvision.json"
