"""What each sentence claims, and the excerpts it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.content.sources.notes import Excerpt, Note
from pipeline.content.sources.resolution import Resolution, resolve
from pipeline.text.citation_syntax import Citation
from pipeline.text.numbers.figure import Figure, carried
from pipeline.text.prose import Prose, Sentence


@dataclass(frozen=True, slots=True)
class Trace:
    """A sentence with citations or figures, each citation resolved."""

    sentence: Sentence
    resolutions: tuple[tuple[Citation, Resolution], ...]

    @property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """The excerpts that the sentence leads to."""
        return tuple(resolution.excerpt for _, resolution in self.resolutions if resolution.excerpt is not None)

    def carrier(self, figure: Figure) -> tuple[Citation, Excerpt] | None:
        """Return the citation and the excerpt that carry ``figure``, or None."""
        for citation, resolution in self.resolutions:
            if resolution.excerpt is not None and carried(figure, resolution.excerpt.figures):
                return citation, resolution.excerpt
        return None

    def figures_of(self, excerpt: Excerpt) -> tuple[Figure, ...]:
        """Return the figures of the sentence that ``excerpt`` carries."""
        return tuple(figure for figure in self.sentence.figures if carried(figure, excerpt.figures))


def trace(prose: Prose, notes: Mapping[str, Note]) -> tuple[Trace, ...]:
    """Return every sentence of ``prose`` that cites or counts something."""
    return tuple(
        Trace(sentence, tuple((citation, resolve(citation, notes.get(citation.key), sentence.figures)) for citation in sentence.citations))
        for sentence in prose.sentences
        if sentence.groups or sentence.figures
    )
