-- `:Presscript statistics` shows who speaks how much, and which outlets ask.

local support = require('support')

vim.cmd.edit('briefing.presscript')
support.client()
vim.cmd.Presscript('statistics')
support.equal(vim.bo.buftype, 'nofile')
local text = support.text()
for _, line in ipairs({
  '456 words,   3:02, 25 turns, 10 questions\n',
  '\n  195 words   43 %    1:18  Max Mustername\n',
  '\n    2 questions  Daily Sample\n',
}) do
  assert(text:find(line, 1, true), text)
end
vim.api.nvim_feedkeys('q', 'mx', false)
support.equal(vim.fs.basename(vim.api.nvim_buf_get_name(0)), 'briefing.presscript')
