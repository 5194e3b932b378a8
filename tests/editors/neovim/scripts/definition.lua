-- CTRL-] on a short label goes to the label that introduces the person, and CTRL-T back.

local support = require('support')

vim.cmd.edit('briefing.presscript')
support.client()
vim.fn.cursor(29, 1)
vim.api.nvim_feedkeys(vim.keycode('<C-]>'), 'mx', false)
support.wait_for('jump', function()
  return vim.fn.line('.') == 21
end)
vim.api.nvim_feedkeys(vim.keycode('<C-t>'), 'mx', false)
support.wait_for('jump back', function()
  return vim.fn.line('.') == 29
end)
