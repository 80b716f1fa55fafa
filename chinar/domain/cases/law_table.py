"""docs/law/periods.md: the legal periods as a table, made of the data and of nothing else."""

from chinar.domain.cases.legal_periods import FIRST_SESSION, LENGTHENS, STARTS_AT_RECEIPT, LegalPeriod, table

HEAD = """# Legal periods

Made by `chinar cases law > docs/law/periods.md` from `chinar/domain/cases/law`; a test keeps the two equal.
`d` days, `wd` working days, `w` weeks, `m` months, `y` years. "Since" is the first day on which we know the wording to
be in force, not the day of its adoption. ▲: not confirmed by a lawyer.
"""
COLUMNS = ("code", "rule", "period", "from", "article", "since", "until", "silence", "lengthens", "notes")
COUNTRIES = {"BG": "Bulgaria", "RO": "Romania"}


def markdown() -> str:
    """The whole page."""
    parts = [HEAD]
    for country, name in COUNTRIES.items():
        rows = [COLUMNS, tuple("---" for _ in COLUMNS), *(_row(rule) for rule in table(country))]
        parts.append(f"## {name}\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n")
    return "\n".join(parts)


def _row(rule: LegalPeriod) -> tuple[str, ...]:
    return (
        f"`{rule.code}`",
        rule.name_en,
        str(rule.length or "first session after it"),
        rule.starts.replace("_", " "),
        rule.article,
        rule.valid_from.isoformat(),
        rule.valid_until.isoformat() if rule.valid_until else "",
        rule.silence,
        ", ".join(f"`{code}`" for code in rule.extends) if rule.effect in LENGTHENS | {FIRST_SESSION} else "",
        "; ".join(_notes(rule)),
    )


def _notes(rule: LegalPeriod) -> list[str]:
    said = {
        "at least": rule.bound == "at_least",
        "clear days": rule.clear,
        "counted back": rule.before,
        "not rolled": not rule.roll,
        "the whole, not in addition": rule.effect == "in_all",
        "the period begins anew at the remedy": rule.effect == "restarts",
        "the period begins when it ends": rule.effect == "starts_anyway",
        f"the period begins when this has come: {', '.join(rule.extends)}": rule.effect == STARTS_AT_RECEIPT,
        f"told: {', '.join(rule.tells)}": bool(rule.tells),
        f"by: {rule.by}": bool(rule.by),
        f"then `{rule.notify}`": bool(rule.notify),
        f"▲ {rule.question_en}": not rule.confirmed,
    }
    return [note for note, holds in said.items() if holds]
