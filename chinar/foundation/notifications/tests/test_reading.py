"""Letters of every kind, the hostile ones among them, become plain values."""

import time

import pytest

from chinar.foundation.notifications.inbound.plain_text import words_of
from chinar.foundation.notifications.inbound.reading import Unreadable, contents_of, identity_of, read, read_head
from chinar.foundation.notifications.inbound.rules import Aside, Marks, numbers_in, reason_of, within
from chinar.foundation.notifications.tests.mail_server import letter

PDF = b"%PDF-1.4\n%%EOF\n"


def test_a_letter_as_people_write_it() -> None:
    raw = letter(
        "Здравейте,\r\nпред нас има дупка.\r\n\r\n\r\nПоздрави",
        files=(("план.pdf", PDF, "application/pdf"), ("a.docx", b"PK\x03\x04", "application/octet-stream")),
        Message_ID="<one@chinar.example>",
        In_Reply_To="<b@localhost>",
        References="<a@localhost> <b@localhost>",
    )
    found = read(raw)
    assert (found.sender, found.sender_name) == ("radost@chinar.example", "Радост Милева")
    assert (found.subject, found.message_id) == ("Дупка на пътя", "one@chinar.example")
    assert found.text == "Здравейте,\nпред нас има дупка.\n\nПоздрави"
    assert found.answers == ("b@localhost", "a@localhost")
    assert [(one.name, one.size, one.is_paper) for one in found.attachments] == [
        ("план.pdf", len(PDF), True),
        ("a.docx", 4, False),
    ]
    assert contents_of(raw, {found.attachments[0].position}) == {found.attachments[0].position: PDF}


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (b"Content-Type: text/plain; charset=windows-1251", "Дупка".encode("cp1251")),
        (b"Content-Type: text/plain; charset=no-such-thing", "Дупка".encode()),
        (b"Content-Type: text/plain; charset=utf-8", "Дупка".encode("cp1251")),
        (b"Content-Type: text/plain; charset=\xff\xfe", "Дупка".encode()),
        (b"Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=utf-8", b"0JTRg9C/0LrQsA=="),
        (b"Content-Type: text/html; charset=utf-8", "<p onclick=x>Дупка<script>alert(1)</script>".encode()),
        (b"Content-Type: text/html", "<style>p{}</style><title>x</title><b>Дупка".encode()),
    ],
)
def test_words_are_found_whatever_the_encoding(head: bytes, text: bytes) -> None:
    assert read(b"From: a@b.example\n" + head + b"\n\n" + text).text == "Дупка"


def test_of_html_only_the_words_are_read() -> None:
    page = (
        "<div>Едно</div><p>две&nbsp;<a href='javascript:x'>три</a><img src=x onerror=y></p><svg><text>не</text></svg>"
    )
    assert words_of(page) == "Едно\n\nдве три"
    assert words_of("<script>a</b></script>край<style>") == "край"


@pytest.mark.parametrize(
    ("sender", "address"),
    [
        ("radost@chinar.example\nBcc: x@y.example", "radost@chinar.example"),
        ("=?utf-8?q?a=0d=0aBcc=3a_x?= <radost@chinar.example>", "radost@chinar.example"),
        ("no address", ""),
        ("<a b@c>", ""),
        ("", ""),
    ],
)
def test_no_head_gets_a_second_line(sender: str, address: str) -> None:
    found = read(f"From: {sender}\nSubject: =?utf-8?b?0JTRg9C/0LrQsA0KQmNjOiB4?=\n\nx".encode())
    assert found.sender == address
    assert "\n" not in found.sender_name + found.subject


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\0\0",
        b"\xff\xfe\x00garbage",
        b"Subject" + b": x" * 50_000,
        b"Content-Type: multipart/mixed\n\nno border",
        b"Content-Type: multipart/mixed; boundary=\n\n--\n\nx\n----",
        b"Content-Type: message/rfc822\n\n" * 200,
        b"From: =?utf-8?b?////?= <\xd0@\xd0>\nSubject: =?x?q?=?=\n\n\xd0",
        b"Content-Disposition: attachment; filename*=x'y'%ff%fe\n\nx",
        b"Content-Transfer-Encoding: base64\n\n====\n",
        b"Content-Transfer-Encoding: uuencode\n\nbegin 666 x\nzzz",
    ],
)
def test_whatever_is_sent_is_read_or_called_unreadable(raw: bytes) -> None:
    identity_of(raw)
    try:
        read(raw)
    except Unreadable:
        read_head(b"Subject: x\n\n" + raw)


def nested(depth: int) -> bytes:
    boxes = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))
    return b"From: a@b.example\nSubject: boxes\n" + boxes + b"\nx"


@pytest.mark.parametrize(
    "raw",
    [
        nested(3_000),
        b"Subject: parts\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 200_000,
        b"Subject: lines\n\n" + b"\n" * 1_000_000,
        b"Subject: head\n" + b"A: b\n" * 400_000 + b"\n",
    ],
)
def test_what_would_choke_a_reader_is_refused_at_once_and_its_head_still_read(raw: bytes) -> None:
    began = time.monotonic()
    with pytest.raises(Unreadable):
        read(raw)
    assert read_head(raw).subject
    assert time.monotonic() - began < 5


def test_boxes_within_boxes_of_a_decent_depth_are_opened() -> None:
    assert read(nested(20)).subject == "boxes"


def test_a_letter_is_the_same_whatever_relays_add_and_another_one_under_its_name_is_not() -> None:
    raw = letter(Message_ID="<one@chinar.example>")
    assert identity_of(b"Received: by x\n" + raw) == identity_of(raw)
    assert identity_of(letter("Друго", Message_ID="<one@chinar.example>")) != identity_of(raw)


@pytest.mark.parametrize(
    ("heads", "reason"),
    [
        ({}, None),
        ({"Auto_Submitted": "no"}, None),
        ({"Auto_Submitted": "auto-replied"}, Aside.AUTOMATIC),
        ({"Auto_Submitted": "Auto-Generated; owner"}, Aside.AUTOMATIC),
        ({"X_Autoreply": "yes"}, Aside.AUTOMATIC),
        ({"Precedence": "auto_reply"}, Aside.AUTOMATIC),
        ({"Return_Path": "<>"}, Aside.AUTOMATIC),
        ({"X_Spam_Flag": "YES"}, Aside.SPAM),
        ({"X_Spam_Status": "Yes, score=9"}, Aside.SPAM),
        ({"List_Unsubscribe": "<https://x.example>"}, Aside.BULK),
        ({"Precedence": "bulk"}, Aside.BULK),
        ({"sender": "Signals <SIGNALI@troyan.example>"}, Aside.OWN),
    ],
)
def test_what_no_official_needs_to_read(heads: dict[str, str], reason: Aside | None) -> None:
    marks = read(letter(**heads)).marks
    assert reason_of(marks, own_addresses=["signali@troyan.example", ""], own_ids=False) is reason
    assert reason_of(Marks(), own_addresses=[""], own_ids=True) is Aside.OWN


def test_numbers_in_a_subject() -> None:
    assert numbers_in("Re: № 1208-3-16.11.2026 г. и 1206-1-02.01.2026") == ["1208-3-16.11.2026", "1206-1-02.01.2026"]
    assert numbers_in("тел. 0888-12-34.56.7890x 11208-3-16.11.20261") == []


def test_a_round_takes_so_much_and_always_at_least_one() -> None:
    assert list(within([(1, 90_000_000), (2, 10)])) == [(1, False), (2, True)]
    assert len(list(within((n, 1000) for n in range(10_000)))) == 50
    assert len(list(within((n, 20_000_000) for n in range(10)))) == 3
