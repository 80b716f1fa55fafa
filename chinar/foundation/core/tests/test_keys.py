"""Values under keys: read by all, written by the first, refused when they are not what was written."""

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured

from chinar.foundation.core import keys
from chinar.foundation.core.keys import MissingKey, Tampered, decrypt, encrypt, lookup_hash
from chinar.foundation.core.scope import OutOfScope, scoped

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()
EGN = "8925248157"


@pytest.fixture(autouse=True)
def _old_key(settings):
    settings.DATA_KEYS = [OLD]


def test_a_value_reads_as_it_was_written_and_lies_under_the_keys_id():
    stored = encrypt(EGN)
    assert stored.startswith("v1:old:")
    assert EGN not in stored
    assert decrypt(stored) == EGN


def test_the_same_value_is_another_ciphertext_each_time():
    assert encrypt(EGN) != encrypt(EGN)


def test_nothing_is_made_of_the_empty_text():
    assert encrypt("") == ""
    assert decrypt("") == ""


def test_all_keys_read_and_the_first_one_writes(settings):
    stored = encrypt(EGN)
    settings.DATA_KEYS = [NEW, OLD]
    assert decrypt(stored) == EGN
    assert encrypt(EGN).startswith("v1:new:")


def test_a_missing_key_is_named(settings):
    stored = encrypt(EGN)
    settings.DATA_KEYS = [NEW]
    with pytest.raises(MissingKey, match="'old'"):
        decrypt(stored)


def test_another_key_under_the_same_id_reads_nothing(settings):
    stored = encrypt(EGN)
    settings.DATA_KEYS = ["old:" + NEW.partition(":")[2]]
    with pytest.raises(Tampered, match="'old'"):
        decrypt(stored)


@pytest.mark.parametrize(
    "spoil",
    [lambda s: s[:-5], lambda s: s[:40] + ("A" if s[40] != "A" else "B") + s[41:], lambda s: EGN, lambda s: "v1:old:"],
)
def test_a_changed_value_is_refused_without_showing_it(spoil):
    with pytest.raises(Tampered) as refusal:
        decrypt(spoil(encrypt(EGN)))
    assert EGN not in str(refusal.value)


@pytest.mark.parametrize(
    "lines", [[], ["old"], ["old:c2hvcnQ="], ["a b:" + OLD[4:]], [OLD, OLD], ["old:***"], [":" + OLD[4:]]]
)
def test_wrong_keys_are_refused_without_showing_them(settings, lines):
    settings.DATA_KEYS = lines
    with pytest.raises(ImproperlyConfigured) as refusal:
        encrypt(EGN)
    assert OLD[4:] not in str(refusal.value)


def test_a_key_in_the_alphabet_of_addresses_is_read_too(settings):
    settings.DATA_KEYS = ["web:" + base64.urlsafe_b64encode(b"\xfb\xff" * 16).decode()]
    assert decrypt(encrypt(EGN)) == EGN
    assert keys.key_ids() == ["web"]


@pytest.mark.django_db
def test_the_hash_finds_a_value_only_in_its_town_and_for_its_purpose():
    with scoped(1):
        here = lookup_hash(EGN, purpose="person.egn")
        assert here == lookup_hash(EGN, purpose="person.egn")
        assert here != lookup_hash(EGN, purpose="person.lnch")
        assert here != lookup_hash("6127061429", purpose="person.egn")
    with scoped(2):
        assert here != lookup_hash(EGN, purpose="person.egn")


@pytest.mark.django_db
def test_the_hash_depends_on_its_key(settings):
    with scoped(1):
        before = lookup_hash(EGN, purpose="person.egn")
        settings.LOOKUP_KEY = "another"
        assert lookup_hash(EGN, purpose="person.egn") != before
        settings.LOOKUP_KEY = ""
        with pytest.raises(ImproperlyConfigured):
            lookup_hash(EGN, purpose="person.egn")


def test_no_hash_is_made_outside_a_municipality():
    with pytest.raises(OutOfScope):
        lookup_hash(EGN, purpose="person.egn")
