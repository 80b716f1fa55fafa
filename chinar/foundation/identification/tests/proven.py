"""A session in which a provider has proven somebody, without the way there, for the tests of every module above."""

from datetime import datetime

from django.http import HttpRequest
from django.test import Client

from chinar.foundation.identification.models import ProvenIdentity
from chinar.foundation.identification.models.proven_identity import hash_of
from chinar.foundation.identification.sessions import remember_proof
from chinar.foundation.people.models import Account


def proven(client: Client, account: Account, number: str, *, level: str, at: datetime) -> Client:
    """The client, signed in already, has proven to be the bearer of the EGN."""
    names = {"given_name": "Елена", "middle_name": "Иванова", "family_name": "Димитрова"}
    moments = {"linked_at": at, "proven_at": at, "provider": "eauth", "level": level}
    facts = {"kind": "egn", "number": number, "number_hash": hash_of("egn", number)}
    ProvenIdentity.objects.get_or_create(account=account, defaults={**names, **moments, **facts})
    request = HttpRequest()
    request.session = client.session
    remember_proof(request, account, provider="eauth", level=level)
    request.session.save()
    return client
