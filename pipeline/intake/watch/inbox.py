"""From the entries of a feed to candidates: what is new, what is known already, on what theme and why."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.content.council import Vocabulary
from pipeline.content.sources.bibliography import Reference
from pipeline.content.watch.candidates import Candidate, Guess, candidate_text, file_name, first_words
from pipeline.content.watch.feeds import Feed, FeedList
from pipeline.content.watch.journal import Decision, JournalEntry
from pipeline.intake.imports.matching import Index, Match, MatchKind, Record, match, record_of
from pipeline.intake.watch.reader import FeedItem, without_notice
from pipeline.project import Project
from pipeline.text.words import fold, slug
from pipeline.writing import replace_if_different

_SHORT_TITLE = 3


@dataclass(frozen=True)
class Sorted:
    """What the entries of one feed became."""

    new: tuple[str, ...]
    duplicates: int
    known: int
    filtered: int
    entries: tuple[JournalEntry, ...]


class Themes:
    """Guesses themes from words: those of the vocabulary, and those that the list of feeds adds for other languages."""

    def __init__(self, vocabulary: Vocabulary, feeds: FeedList) -> None:
        words = {term.slug: (term.nom, *term.mots, *feeds.mots.get(term.slug, ())) for term in vocabulary.themes}
        self._patterns = {name: _any_of(found) for name, found in words.items()}
        self._as_typed = {fold(word): word for found in words.values() for word in found}

    def guess(self, text: str, given: Iterable[str]) -> tuple[Guess, ...]:
        """Return the themes of ``text`` with the words that tell, then those that the feed is always about."""
        words = {name: tuple(dict.fromkeys(pattern.findall(text)))[:5] for name, pattern in self._patterns.items()}
        names = dict.fromkeys((*(name for name, found in words.items() if found), *given))
        return tuple(Guess(slug=name, mots=tuple(self._as_typed[word] for word in words.get(name, ()))) for name in names)


class Inbox:
    """All that is known, and the candidates that come in. What is written is each time whole: a run may end at any moment."""

    def __init__(
        self,
        project: Project,
        references: Mapping[str, Reference],
        candidates: Mapping[str, Candidate],
        journal: Iterable[JournalEntry],
        themes: Themes,
    ) -> None:
        self._project = project
        self._themes = themes
        self.candidates = dict(candidates)
        self._logged = {entry.id for entry in journal}
        self._index = Index((key, record_of(reference)) for key, reference in references.items())
        self._seen: dict[tuple[str, str], str] = {}
        for name, candidate in candidates.items():
            self._know(name, candidate)
        for entry in journal:  # the file of a candidate may have been thrown away
            if entry.id not in candidates and entry.decision is not Decision.DUPLICATE:
                self._seen.setdefault((f"titre {entry.source}", Record(entry.title).words), entry.id)

    def sort(self, feed: Feed, items: Iterable[FeedItem], today: date) -> Sorted:
        """Write a file for each entry that is new; return what became of all of them, and the lines for the journal."""
        keep, drop = _any_of(feed.garder), _any_of(feed.ecarter)
        new: list[str] = []
        entries: list[JournalEntry] = []
        duplicates = known = filtered = 0
        for item in items:
            text = folded(f"{item.title} {item.abstract}")
            if (feed.garder and not keep.search(text)) or (feed.ecarter and drop.search(text)):
                filtered += 1
                continue
            record = _record(item)
            if self._seen_before(feed.nom, item, record):
                known += 1
                continue
            found = match(record, self._index)
            if found is not None and found.kind is MatchKind.SAME:
                entry = self._duplicate(feed, item, found.key, today)
                known += 1
                duplicates += entry is not None
                entries += [entry] if entry is not None else []
                continue
            name = self._add(feed, item, found, today, text)
            new.append(name)
            entries.append(JournalEntry(day=today, source=feed.nom, id=name, title=item.title, decision=Decision.FOUND))
        return Sorted(new=tuple(new), duplicates=duplicates, known=known, filtered=filtered, entries=tuple(entries))

    def _seen_before(self, source: str, item: FeedItem, record: Record) -> bool:
        """Say whether this source gave this entry already: by its address, its id, or its title when that tells."""
        ids = [(source, item.id or ""), ("", item.link or "")]
        if len(record.words.split()) >= _SHORT_TITLE:
            ids.append((f"titre {source}", record.words))
        return any(value and (kind, value) in self._seen for kind, value in ids)

    def _duplicate(self, feed: Feed, item: FeedItem, key: str, today: date) -> JournalEntry | None:
        """Return the line of a work that another source gave, or None when it was said already."""
        name = f"doublon-{feed.id}-{key}"
        if name in self._logged or (key in self.candidates and self.candidates[key].source == feed.nom):
            return None
        self._logged.add(name)
        return JournalEntry(day=today, source=feed.nom, id=name, title=item.title, decision=Decision.DUPLICATE)

    def _add(self, feed: Feed, item: FeedItem, found: Match | None, today: date, text: str) -> str:
        keys = {} if found is None else {_FIELDS[found.kind]: found.key}
        if item.notice:
            about = match(Record(without_notice(item.title), None, item.authors[0] if item.authors else None), self._index)
            keys = {"avis_sur": about.key} if about is not None else {}
        candidate = Candidate(
            titre=item.title,
            auteurs=item.authors,
            date=item.day,
            repere_le=today,
            source=feed.nom,
            identifiant=item.id,
            doi=item.doi,
            lien=item.link,
            langue=feed.langue,
            debut=first_words(item.abstract) or None,
            themes=self._themes.guess(text, feed.themes),
            doublon_possible=keys.get("doublon_possible"),
            prepublication_de=keys.get("prepublication_de"),
            article_de=keys.get("article_de"),
            avis=item.notice,
            avis_sur=keys.get("avis_sur"),
        )
        name = self._free_name(file_name(today, slug(item.title)))
        if item.abstract:
            replace_if_different(self._project.abstracts / f"{name}.txt", item.abstract.encode())
        replace_if_different(self._project.candidates / f"{name}.yml", candidate_text(candidate).encode())
        self.candidates[name] = candidate
        self._know(name, candidate)
        return name

    def _know(self, name: str, candidate: Candidate) -> None:
        record = candidate_record(candidate)
        self._index.add(name, record)
        for kind, value in ((candidate.source, candidate.identifiant), ("", candidate.lien), (f"titre {candidate.source}", record.words)):
            if value:
                self._seen.setdefault((kind, value), name)

    def _free_name(self, name: str) -> str:
        number, free = 2, name
        # A file that cannot be read for now is no candidate, and is a person's work all the same.
        while free in self.candidates or (self._project.candidates / f"{free}.yml").exists():
            free, number = f"{name}-{number}", number + 1
        return free


_FIELDS = {MatchKind.POSSIBLE: "doublon_possible", MatchKind.PREPRINT_OF: "prepublication_de", MatchKind.ARTICLE_OF: "article_de"}


def candidate_record(candidate: Candidate) -> Record:
    """Return what tells a candidate from another work."""
    first = candidate.auteurs[0] if candidate.auteurs else None
    return Record(candidate.titre, candidate.date.year if candidate.date else None, first, candidate.doi)


def _record(item: FeedItem) -> Record:
    return Record(item.title, item.day.year if item.day else item.year, item.authors[0] if item.authors else None, item.doi)


def folded(text: str) -> str:
    """Return ``text`` folded, without keeping it: abstracts would fill the memory."""
    return fold.__wrapped__(text)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of these words in a folded text, plural or not; nothing when there are none."""
    choices = "|".join(sorted((re.escape(fold(word)) for word in words), key=len, reverse=True))
    return re.compile(rf"\b(?:{choices})(?=(?:e?s|x)?\b)" if choices else r"(?!)")
