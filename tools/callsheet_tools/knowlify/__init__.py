"""Knowlify: narrated explainer videos."""
