"""Anyone who holds a document may ask whether it is genuine, and learns no more than stands on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from django_ratelimit.core import is_ratelimited

from chinar.foundation.documents.comparison import compare
from chinar.foundation.documents.forms import CheckForm
from chinar.foundation.documents.queries import by_code

RATE = "30/m"
"""How many codes one address may try; guessing one of 2^80 is hopeless, this spares the machine."""


# Nothing is changed and nobody is signed in for it, so there is nothing to forge. The token would also make Django
# read the uploaded file before comparison.py can take it piece by piece.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str = "") -> HttpResponse:
    """Says whether the municipality issued a document with the code; a POST compares a file with that document."""
    typed = code or request.GET.get("code")
    form = CheckForm(data=None if typed is None else {"code": typed})
    page = {"form": form, "asked": form.is_valid(), "document": None, "comparison": "", "limited": False}
    if form.is_valid():
        page["limited"] = is_ratelimited(request, group="documents.check", key="ip", rate=RATE, increment=True)
    if form.is_valid() and not page["limited"]:
        document = by_code(form.cleaned_data["code"])
        page["document"] = document
        if document and request.method == "POST":
            page["comparison"] = compare(request, document)
    response = render(request, "documents/check.html", page, status=429 if page["limited"] else 200)
    response["X-Robots-Tag"] = "noindex"
    return response
