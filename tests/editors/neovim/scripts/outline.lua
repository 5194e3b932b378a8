-- `gO` lists the opening and every exchange.

local support = require('support')

vim.cmd.edit('briefing.presscript')
support.client()
vim.api.nvim_feedkeys('gO', 'mx', false)
local entries = support.wait_for('outline in the location list', function()
  local list = vim.fn.getloclist(0)
  return #list > 0 and list
end)
for _, entry in ipairs(entries) do
  print(entry.lnum, entry.text)
end
