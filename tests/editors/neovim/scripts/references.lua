-- `grr` lists a person's turns under every form of the label.

local support = require('support')

vim.cmd.edit('briefing.presscript')
support.client()
support.cursor_on('Harbour Council Spokesperson Flora Fictional')
vim.api.nvim_feedkeys('grr', 'mx', false)
local lines = support.wait_for('list of references', function()
  local list = vim.fn.getqflist()
  return #list > 0 and vim.tbl_map(function(entry)
    return entry.lnum
  end, list)
end)
support.equal(lines, { 17, 25, 35, 44, 55, 65, 71 })
