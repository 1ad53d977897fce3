"""What changes for a reader, as one comment on a pull request."""

from collections.abc import Sequence

from pipeline.content.address_book import page_address
from pipeline.content.kind import AnyDocument
from pipeline.content.sources.notes import Excerpt
from pipeline.site.preview.comparison import Comparison, ExcerptChange, FigureChange, PageChange
from pipeline.text.markdown import inert
from pipeline.text.typographic import NBSP, quoted, typographic
from pipeline.text.words import collapse

# Characters that a comment holds (GitHub).
LONGEST = 65_536
_MARGIN = 600
# A field whose values are longer than this is named, and its values are read in the file.
_SHORT = 60
_STATUS = {
    "brouillon": "brouillon",
    "en-revision": "en révision",
    "publiee": "publiée",
    "a-reviser": "à réviser",
    "retiree": "retirée",
}


def as_markdown(comparison: Comparison) -> str:
    """Return the comparison as Markdown of at most ``LONGEST`` characters; what is cut is said. No word of a file acts as Markdown."""
    lines = ["## Ce qui change pour un lecteur", ""]
    if comparison.nothing:
        return "\n".join([*lines, "Rien ne change pour un lecteur.", ""])
    lines += [_counts(comparison), ""]
    blocks = [block for title, part in _parts(comparison) if part for block in (f"### {title}\n", *part, "")]
    size = sum(len(line) + 1 for line in lines)
    for block in blocks:
        size += len(block) + 1
        if size > LONGEST - _MARGIN:
            lines += [
                "",
                "**La liste est coupée ici** : un commentaire n’en tient pas plus. Le reste se lit dans les fichiers changés.",
            ]
            break
        lines.append(block)
    return typographic("\n".join([*lines, ""]), verbatim_quotes=True)


def _parts(comparison: Comparison) -> tuple[tuple[str, list[str]], ...]:
    return (
        ("Pages qui ne se lisent pas encore", [f"- {inert(path)} : voyez la vérification." for path in comparison.unreadable]),
        ("Pages ajoutées", [_added(page, figures) for page, figures in comparison.added]),
        ("Pages modifiées ou déplacées", [_changed(change) for change in comparison.changed]),
        ("Pages retirées", [_named(page) for page in comparison.removed]),
        ("Extraits changés", [_excerpt_changed(change) for change in comparison.excerpts]),
        (
            "Fiches dont le statut change",
            [f"{_named(fiche)} : {_status(before)} → {_status(fiche.meta.statut)}" for fiche, before in comparison.statuses],
        ),
        ("Autres pages ajoutées (sources, listes)", [f"- {inert(address)}" for address in comparison.other_added]),
        ("Autres pages retirées (sources, listes)", [f"- {inert(address)}" for address in comparison.other_removed]),
    )


def _counts(comparison: Comparison) -> str:
    moved = sum(change.moved_from is not None for change in comparison.changed)
    counted = (
        (len(comparison.added), "page ajoutée", "pages ajoutées"),
        (len(comparison.changed) - moved, "page modifiée", "pages modifiées"),
        (moved, "page déplacée", "pages déplacées"),
        (len(comparison.removed), "page retirée", "pages retirées"),
        (len(comparison.unreadable), "page qui ne se lit pas encore", "pages qui ne se lisent pas encore"),
        (len(comparison.excerpts), "extrait changé", "extraits changés"),
        (len(comparison.statuses), "fiche dont le statut change", "fiches dont le statut change"),
    )
    said = [f"{number}{NBSP}{many if number > 1 else one}" for number, one, many in counted if number]
    return f"{', '.join(said) or 'Seules des listes et des sources changent'}."


def _named(page: AnyDocument) -> str:
    return f"- **{inert(page.meta.titre)}** ({inert(page_address(page))})"


def _status(status: str | None) -> str:
    return _STATUS[status] if status else "nouvelle"


def _added(page: AnyDocument, figures: Sequence[FigureChange]) -> str:
    return "\n".join([_named(page), *map(_figure, figures)])


def _changed(change: PageChange) -> str:
    lines = [_named(change.page)]
    if change.moved_from is not None:
        lines.append(f"  - Déplacée : {inert(change.moved_from)} y renvoie.")
    if change.fields:
        lines.append(f"  - En-tête : {'; '.join(_field(*field) for field in change.fields)}.")
    if change.sections:
        lines.append(f"  - Texte : {inert(', '.join(change.sections))}.")
    return "\n".join([*lines, *map(_figure, change.figures)])


def _field(name: str, before: object, after: object) -> str:
    texts = [_value(before), _value(after)]
    if any(text is None for text in texts):
        return inert(name)
    return f"{inert(name)} ({' → '.join(inert(text or 'rien') for text in texts if text is not None)})"


def _value(value: object) -> str | None:
    """Return a value as a person reads it, « » when there is none, None when it is too long to show."""
    match value:
        case None | () | "":
            text = ""
        case bool():
            text = "oui" if value else "non"
        case tuple() | list():
            text = ", ".join(str(one) for one in value)
        case _:
            text = collapse(str(value))
    return text if len(text) <= _SHORT and "{" not in text else None


def _figure(change: FigureChange) -> str:
    before, after = (", ".join(quoted(inert(text)) for text in texts) for texts in (change.before, change.after))
    if before and after:
        said = f"Chiffres changés : {before} → {after}"
    else:
        many = len(change.before) + len(change.after) > 1
        said = f"{'Chiffres' if many else 'Chiffre'} {'ajouté' if after else 'retiré'}{'s' if many else ''} : {before}{after}"
    if change.excerpt is None:
        return f"  - {said}. **Aucun extrait cité ne le porte.**"
    return f"  - {said}; extrait : {_quoted(change.excerpt)}"


def _quoted(excerpt: Excerpt) -> str:
    return f"{inert(excerpt.key)}, {inert(excerpt.locator)}, {quoted(inert(collapse(excerpt.quotation)))}"


def _excerpt_changed(change: ExcerptChange) -> str:
    excerpt = change.after or change.before
    if excerpt is None:
        return ""
    lines = [f"- **{inert(excerpt.key)}**, {inert(excerpt.locator)}, {inert(excerpt.id)}"]
    if change.after is None:
        lines.append("  - Retiré de la note.")
    elif change.before is not None:
        pairs = (
            ("Citation", change.before.quotation, change.after.quotation),
            ("Paraphrase", change.before.paraphrase, change.after.paraphrase),
            ("Traduction", change.before.translation or "", change.after.translation or ""),
        )
        lines += [f"  - {name} : {quoted(inert(collapse(old)))} → {quoted(inert(collapse(new)))}" for name, old, new in pairs if old != new]
    cited = ", ".join(inert(page.meta.titre) for page in change.pages)
    return "\n".join([*lines, f"  - Se voit sur : {cited}."])
