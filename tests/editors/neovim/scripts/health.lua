-- What `:checkhealth presscript` says of a sound installation, and of a broken one.

local support = require('support')

local function report()
  vim.cmd('checkhealth presscript')
  local text = support.text()
  vim.cmd.bdelete()
  return text
end

local function says(text, expected)
  assert(text:find(expected, 1, true), 'the report does not say `' .. expected .. '`:\n' .. text)
end

vim.cmd.edit('briefing.presscript')
support.client()
local sound = report()
assert(sound:find('OK Neovim [%d.]+\n'), sound)
says(sound, 'OK presscript 0.')
says(sound, 'is attached to 1 buffer(s)')
says(sound, 'OK Parser of ABI 15 at ' .. vim.fn.stdpath('data') .. '/site/parser/presscript.so')
assert(not sound:find('ERROR', 1, true) and not sound:find('WARNING', 1, true), sound)

vim.lsp.config('presscript', { cmd = { 'no-such-server', 'lsp' } })
says(report(), 'ERROR `no-such-server` is not an executable on $PATH')
