"""Files beside the pages of surveys: a chart for each block, and each questionnaire to paste, to import, to read answers by."""

from collections.abc import Iterator
from functools import partial

from pipeline.content.surveys.questionnaire import asked
from pipeline.edition.docs_tree import Made
from pipeline.edition.index import SiteIndex
from pipeline.site.downloads.questionnaire_files import limesurvey_structure, text_to_paste
from pipeline.site.downloads.survey_charts import chart, chart_address, charted


def evaluation_files(index: SiteIndex) -> Iterator[Made]:
    """Yield every such file, by its address in the site."""
    catalogue = index.catalogue
    for file in catalogue.evaluations.values():
        for block in file.data.blocs:
            if charted(block):
                yield Made(chart_address(file.address, block), (block,), partial(chart, block))
    for name, questionnaire in catalogue.questionnaires.items():
        options, groups_asked = asked(questionnaire.data, catalogue.committee_names, catalogue.vocabulary)
        inputs = (questionnaire, options, groups_asked)
        yield Made(f"{questionnaire.address}{name}.txt", inputs, partial(text_to_paste, *inputs))
        yield Made(f"{questionnaire.address}{name}-limesurvey.txt", inputs, partial(limesurvey_structure, *inputs))
        yield Made(f"{questionnaire.address}{name}.yml", (questionnaire.source,), questionnaire.source.text.encode)
