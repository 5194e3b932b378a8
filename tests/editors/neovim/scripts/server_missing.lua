-- Without a server there is a message that says what to do, once; highlighting and text objects go on.

local support = require('support')

local messages = support.messages()
vim.lsp.config('presscript', { cmd = { 'no-such-server', 'lsp' } })
vim.cmd.edit('briefing.presscript')
support.wait_for('message', function()
  return #messages > 0
end)
local MISSING = 'presscript: the language server `no-such-server` is not an executable on $PATH; '
  .. 'see `:checkhealth presscript`'
support.equal(messages, { MISSING })

support.open('second.presscript', 'Anna Example (FBC): Why?\n')
vim.wait(200)
support.equal(#messages, 1, 'said once')
support.equal(support.is_highlighted(), true)
vim.api.nvim_feedkeys('dil', 'mx', false)
support.equal(vim.fn.getline(1), ' (FBC): Why?')

vim.cmd.Presscript('next-turn')
support.equal(
  messages[2],
  'presscript: no language server runs here; see `:checkhealth presscript`'
)
vim.cmd.Presscript('no-such-command')
support.equal(messages[3], 'presscript: there is no `:Presscript no-such-command`')
