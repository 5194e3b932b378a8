-- `K` on a label opens a window that tells who that is.

local support = require('support')

vim.cmd.edit('briefing.presscript')
support.client()
support.cursor_on('Peter Placeholder')
vim.lsp.buf.hover()
local text = support.floating_text()
for _, known in ipairs({ 'Peter Placeholder', 'Daily Sample' }) do
  assert(text:find(known, 1, true), 'the window does not say `' .. known .. '`:\n' .. text)
end
