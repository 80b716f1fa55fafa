"""From a template to the words of a message.

A notice is one text file: the first line is the subject, then paragraphs with an empty line between them. A line that
is nothing but an address becomes a link, lines that begin with "- " a list. The HTML part is made from the same text
(letters.py), so both parts say the same.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Written:
    subject: str
    text: str


def write(template: str, facts: Mapping[str, Any]) -> Written:
    """In the language that is active. Blank lines that conditions leave behind are drawn together."""
    subject, _line, text = render_to_string(template, dict(facts)).strip().partition("\n")
    return Written(" ".join(subject.split())[:LONGEST_SUBJECT], re.sub(r"\n\s*\n+", "\n\n", text).strip())
