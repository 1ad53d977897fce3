-- Writes each draft as .docx and .odt, all in one process. A draft's text is Markdown in which only what our templates
-- write has a meaning: raw HTML, mathematics and citations are not read, and its title is never read as Markdown.
local jobs = pandoc.json.decode(io.read('a'), false)
local reader = { format = 'markdown_strict', extensions = { 'all_symbols_escapable', 'pipe_tables' } }
-- « columns = 1 »: the width of each column of a table is that of its dashes, whatever its cells hold.
local options = pandoc.ReaderOptions { columns = 1 }
local writers = {
  docx = pandoc.WriterOptions {},
  odt = pandoc.WriterOptions { template = pandoc.template.compile(pandoc.template.default('opendocument')) },
}
for _, job in ipairs(jobs) do
  local doc = pandoc.read(job.markdown, reader, options)
  doc.meta = { title = pandoc.MetaInlines { pandoc.Str(job.title) }, lang = pandoc.MetaString('fr-CA') }
  for format, writer in pairs(writers) do
    local file = assert(io.open(job.path .. '.' .. format, 'wb'))
    file:write(pandoc.write(doc, format, writer))
    file:close()
  end
end
