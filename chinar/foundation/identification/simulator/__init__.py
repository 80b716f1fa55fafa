"""An identity provider of our own, for the demo and for tests: SAML 2.0 as eAuth 2 speaks it, and OpenID Connect.

It signs with another library than the one that we verify with, and proves nothing: whoever comes says who they are.
"""
