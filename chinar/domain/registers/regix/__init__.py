"""A client for RegiX, the state's exchange between registers, that needs neither Django nor the rest of this platform.

    administration = Administration(oid=..., name=..., certificate=..., key=..., authorities=...)
    client = Client(Endpoint("https://.../RegiXEntryPointV2.svc/basic"), administration, trusted={...}, now=now)
    answer = client.ask("ValidPersonSearch", {"EGN": "..."}, CallContext(...))

`client.py` tells the story; `errors.py` lists all that can go wrong; docs/operations/regix.md is the manual.
"""
