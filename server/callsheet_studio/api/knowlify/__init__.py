"""The Knowlify API as its documentation describes it: routes, bodies, stages."""
