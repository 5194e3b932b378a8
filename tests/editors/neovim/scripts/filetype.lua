-- Which files are transcripts, and what their buffers are set to.

local support = require('support')

for name, filetype in pairs({
  ['briefing.presscript'] = 'presscript',
  ['2031-03-04.transcript.txt'] = 'presscript',
  ['transcript.txt'] = 'text',
  ['notes.txt'] = 'text',
}) do
  vim.cmd.edit(name)
  support.equal(vim.bo.filetype, filetype, name)
end

support.open('note.presscript', 'Anna Example (FBC): Thank you.\n')
vim.cmd.normal('gcc')
support.equal(support.text(), '%% Anna Example (FBC): Thank you.\n', 'commented')
vim.cmd.normal('gcc')
support.equal(support.text(), 'Anna Example (FBC): Thank you.\n', 'no longer commented')

support.equal(vim.wo.linebreak, true, 'linebreak')
support.equal(vim.bo.textwidth, 0, 'textwidth')

vim.bo.filetype = 'text'
support.equal(vim.bo.commentstring, '', 'commentstring of plain text')
support.equal(vim.wo.linebreak, false, 'linebreak of plain text')
support.equal(vim.wo.foldmethod, 'manual', 'foldmethod of plain text')
support.equal(support.is_highlighted(), false, 'highlighted as plain text')
