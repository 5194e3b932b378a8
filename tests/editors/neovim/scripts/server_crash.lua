-- A server that crashes says so, and `:Presscript restart` brings the findings back.

local support = require('support')

support.open('crash.presscript', 'Anna Example (FBC):Why?\n')
local client = support.client()
support.wait_for_findings({ '1:label/no-space' })

local messages = support.messages()
local children = vim.api.nvim_get_proc_children(vim.fn.getpid())
support.equal(#children, 1, 'the server is the only child')
vim.fn.system({ 'kill', '-KILL', tostring(children[1]) })
support.wait_for('message', function()
  return vim.list_contains(
    messages,
    'presscript: the language server has crashed; '
      .. '`:Presscript restart` starts it again, `:Presscript log` says why'
  )
end)
support.wait_for('end of the client', function()
  return client:is_stopped() and #vim.lsp.get_clients({ bufnr = 0 }) == 0
end)

vim.cmd.Presscript('restart')
local second = support.client()
assert(second.id ~= client.id, 'a new client')
support.wait_for_findings({ '1:label/no-space' })

vim.cmd.Presscript('log')
support.equal(vim.api.nvim_buf_get_name(0), vim.lsp.get_log_path())
