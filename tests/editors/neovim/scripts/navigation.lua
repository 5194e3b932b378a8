-- `]m` and `[m` go from turn to turn, `]]` and `[[` from question to question, and `<Plug>` maps from turn to turn of a
-- person.

local support = require('support')

vim.cmd.edit('briefing.presscript')
support.client()

---@param keys string
---@param line integer
local function goes(keys, line)
  vim.api.nvim_feedkeys(vim.keycode(keys), 'mx', false)
  support.equal(vim.fn.line('.'), line, keys)
end

vim.fn.cursor(1, 1)
goes(']m', 17)
goes('2]m', 21)
goes('[m', 19)
goes(']]', 27)
goes('2]]', 37)
goes('[[', 31)
goes('``', 37)
vim.fn.cursor(21, 1)
goes('<Plug>(presscript-next-turn-of-speaker)', 29)
goes('<Plug>(presscript-previous-turn-of-speaker)', 21)
goes('9]]9]]9]]', 73)

-- The fold that is jumped to opens.
vim.cmd.normal('zM')
support.wait_for('closed fold', function()
  return vim.fn.foldclosed(29) == 29
end)
vim.fn.cursor(27, 1)
goes(']m', 29)
support.equal(vim.fn.foldclosed(29), -1, 'open')
vim.cmd.normal('zR')

-- As a motion behind an operator, and as a command.
vim.fn.cursor(57, 1)
vim.fn.setreg('"', '')
vim.api.nvim_feedkeys('y]m', 'mx', false)
support.equal(
  vim.fn.getreg('"'),
  'Maria Muster (Fictional Gazette): Chair, the fishermen say that they were not asked. Were they?\n\n'
)
vim.cmd.Presscript('next-question')
support.equal(vim.fn.line('.'), 61, ':Presscript next-question')
