"""The kinds of files that people write, in one list: schemas, the page of fields, templates and « passerelle nouvelle » follow it.

To add a kind is to add a line to ``FILE_KINDS``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from pipeline.content.activities.activity import ActivityMeta
from pipeline.content.campaigns import CampaignMeta
from pipeline.content.committees import CommitteeMeta
from pipeline.content.council import Organisation, Vocabulary, fields_of
from pipeline.content.document import CAMPAIGN_ACTIONS, Committee
from pipeline.content.initiatives import InitiativeMeta
from pipeline.content.needs import NeedMeta
from pipeline.content.plain_pages import PageMeta
from pipeline.content.redirections import Redirections
from pipeline.content.reports import YearReportMeta
from pipeline.content.sheets.sheet import FicheMeta
from pipeline.content.sources.reading import NoteMeta
from pipeline.content.tools import ToolMeta
from pipeline.fields.facts import Choice, FieldFacts, Lists


@dataclass(frozen=True)
class FileKind:
    """A kind of file.

    ``name`` is the word of its schema's file, of its page and of the commands; ``title`` heads its page; ``one`` is its name with an
    article. ``files`` says where its files are, from the root: one file, or ``folder/*.md``. ``asked`` are the keys that « passerelle
    nouvelle » asks for; ``sections``, the headings of a new text; ``given``, the values that a new file has otherwise, where they are neither today nor « à écrire ».
    """

    name: str
    title: str
    one: str
    model: type[BaseModel]
    files: str
    asked: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    given: Mapping[str, object] = field(default_factory=dict)

    @property
    def markdown(self) -> bool:
        """True when the keys are the header of a text; else the file is YAML from end to end."""
        return self.files.endswith(".md")

    @property
    def folder(self) -> str:
        """The folder of its files, from the root."""
        return self.files.rpartition("/")[0]

    @property
    def schema_file(self) -> str:
        """Its JSON Schema, from the root."""
        return f"schemas/{self.name}.schema.json"

    @property
    def page(self) -> str:
        """The address of its page in the site."""
        return f"champs/{self.name}/"

    def fields(self, vocabulary: Vocabulary, others: Lists | None = None) -> tuple[FieldFacts, ...]:
        """Return what is said of its keys; see ``fields_of``."""
        return fields_of(self.model, vocabulary, others)


FICHE = FileKind(
    "fiche", "Fiche", "une fiche", FicheMeta, "content/fiches/*.md",
    asked=("titre", "resume", "themes", "publics", "ages", "determinants", "besoins"),
    given={
        "type": "fait-saillant", "statut": "brouillon", "force": "insuffisante", "donnees_quebecoises": False, "revision": None,
        "interets": "Aucun intérêt déclaré.", "licence": "CC BY 4.0",
    },
)  # fmt: skip
NOTE = FileKind(
    "note", "Note de lecture", "une note de lecture", NoteMeta, "research_notes/notes/*.md",
    asked=("devis", "devis_enonce", "lien", "population", "lu", "lu_par"),
    given={"devis": "non-enonce", "devis_enonce": "à écrire", "lien": "indetermine", "lu": "resume", "evaluation_par_les_pairs": False},
)  # fmt: skip
ACTIVITY = FileKind(
    "activite", "Activité", "une activité", ActivityMeta, "content/activites/*.md",
    asked=("titre", "resume", "forme", "date", "debut", "fin", "modalite", "organisateur", "themes", "publics", "fiches", "besoins", "comites"),
    sections=("En bref",),
    given={"etat": "prevue", "autre_organisme": False},
)  # fmt: skip
FILE_KINDS = (
    FICHE,
    NOTE,
    ACTIVITY,
    FileKind(
        "comite",
        "Comité",
        "un comité",
        CommitteeMeta,
        "content/comites/*.md",
        asked=("nom", "resume", "territoires", "source"),
        sections=("En bref",),
    ),
    FileKind(
        "besoin",
        "Besoin",
        "un besoin",
        NeedMeta,
        "content/besoins/*.md",
        asked=("titre", "origine", "date", "comites", "themes", "publics"),
        sections=("En bref",),
        given={"etat": "brouillon"},
    ),
    FileKind(
        "outil",
        "Outil",
        "un outil",
        ToolMeta,
        "content/outils/*.md",
        asked=("titre", "resume", "nature", "organisme", "themes", "publics", "lien"),
        sections=("En bref",),
    ),
    FileKind(
        "campagne",
        "Campagne",
        "une campagne",
        CampaignMeta,
        "content/campagnes/*.md",
        asked=("titre", "resume", "forme", "organisme", "themes", "publics", "lien", "sources"),
        sections=(CAMPAIGN_ACTIONS,),
        given={"forme": "campagne"},
    ),
    FileKind(
        "initiative",
        "Initiative",
        "une initiative",
        InitiativeMeta,
        "content/initiatives/*.md",
        asked=("titre", "resume", "organisme", "themes", "publics", "comites", "lien"),
        sections=("En bref",),
        given={"statut": "brouillon"},
    ),
    FileKind("page", "Page", "une page", PageMeta, "content/pages/*.md"),
    FileKind("organisme", "Organisme", "l’organisme", Organisation, "content/organisme.yml"),
    FileKind("vocabulaire", "Vocabulaire", "le vocabulaire", Vocabulary, "content/vocabulaire.yml"),
    FileKind("rapport", "Rapport d’une période", "le rapport d’une période", YearReportMeta, "content/rapports/*.yml"),
    FileKind("redirections", "Redirections", "les redirections", Redirections, "content/redirections.yml"),
)


def council_choices(organisation: Organisation, committees: Iterable[Committee] = ()) -> dict[str, tuple[Choice, ...]]:
    """Return the lists that fields name besides those of the vocabulary: the territories, and the ``committees``."""
    return {
        "comites": tuple(Choice(committee.slug, committee.meta.nom) for committee in committees),
        "territoires": tuple(Choice(territory.slug, territory.nom) for territory in organisation.territoires),
    }
