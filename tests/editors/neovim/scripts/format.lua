-- The formatter mends white space and no word.

local support = require('support')

support.open(
  'format.presscript',
  'Max Mustername:  Welcome. \nYou know the rules.\nAnna Example (FBC): Why? \n'
)
support.client()
vim.lsp.buf.format({ timeout_ms = 5000 })
support.equal(
  support.text(),
  'Max Mustername: Welcome.\nYou know the rules.\n\nAnna Example (FBC): Why?\n'
)
