-- Front matter is YAML: coloured where a YAML parser is installed, and no trouble where none is.

local support = require('support')

support.open('meta.presscript', '---\ntitle: A briefing\n---\n\nMax Mustername: Welcome.\n')
local parser = assert(vim.treesitter.get_parser(0, 'presscript'))
local root = assert(parser:parse(true))[1]:root()

local query = assert(vim.treesitter.query.get('presscript', 'injections'))
local injected = {}
for _, match, metadata in query:iter_matches(root, 0) do
  for id, nodes in pairs(match) do
    if query.captures[id] == 'injection.content' then
      injected[#injected + 1] = {
        metadata['injection.language'],
        vim.treesitter.get_node_text(assert(nodes[1]), 0),
      }
    end
  end
end
support.equal(injected, { { 'yaml', 'title: A briefing' } })
