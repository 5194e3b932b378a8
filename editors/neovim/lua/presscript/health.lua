--- What `:checkhealth presscript` shows.
local M = {}

local health = vim.health
local SERVER = 'presscript'
local VERSION_TIMEOUT_MS = 5000

function M.check()
  health.start('Neovim')
  M.check_neovim()
  health.start('Language server')
  M.check_server()
  health.start('Tree-sitter parser')
  M.check_parser()
end

function M.check_neovim()
  local version = vim.fn.execute('version'):match('NVIM v(%S+)')
  if vim.fn.has('nvim-0.11') == 0 then
    return health.error('Neovim ' .. version .. ' is too old', 'Install Neovim 0.11 or newer')
  end
  health.ok('Neovim ' .. version)
end

function M.check_server()
  ---@diagnostic disable-next-line: undefined-field -- it is there when it is read
  local command = vim.lsp.config[SERVER].cmd
  if type(command) ~= 'table' then
    return health.info('The command is a function, so it is not looked for')
  end
  local found = vim.fn.exepath(command[1])
  if found == '' then
    return health.error(
      '`' .. command[1] .. '` is not an executable on $PATH',
      "Install it, or set `vim.lsp.config('presscript', { cmd = { '/path/to/presscript', 'lsp' } })`"
    )
  end
  local answer = vim
    .system({ found, '--version' }, { text = true, timeout = VERSION_TIMEOUT_MS })
    :wait()
  if answer.code ~= 0 then
    return health.error('`' .. found .. ' --version` failed: ' .. vim.trim(answer.stderr or ''))
  end
  health.ok(vim.trim(answer.stdout or '') .. ' at ' .. found)

  if not vim.lsp.is_enabled(SERVER) then
    return health.warn('It is not enabled', "Add `vim.lsp.enable('presscript')` to your init.lua")
  end
  local clients = vim.lsp.get_clients({ name = SERVER })
  if #clients == 0 then
    return health.info('Enabled, and no transcript is open')
  end
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_count(client.attached_buffers)
    health.ok(('Client %d is attached to %d buffer(s)'):format(client.id, buffers))
  end
end

function M.check_parser()
  local path = vim.api.nvim_get_runtime_file('parser/presscript.*', false)[1]
  if not path then
    return health.warn(
      'There is none, so no highlighting and no folds',
      'Run `:Presscript install-parser`'
    )
  end
  local loaded, problem = pcall(vim.treesitter.language.add, 'presscript')
  if not loaded then
    return health.error(problem, 'Run `:Presscript install-parser` and restart Neovim')
  end
  local abi = vim.treesitter.language.inspect('presscript').abi_version
  health.ok(('Parser of ABI %d at %s'):format(abi, path))

  for _, query in ipairs({ 'highlights', 'folds', 'injections', 'textobjects' }) do
    local parsed, reason = pcall(vim.treesitter.query.get, 'presscript', query)
    if not parsed then
      health.error(
        ('The query `%s` does not fit the parser: %s'):format(query, reason),
        'Run `:Presscript install-parser` and restart Neovim'
      )
    end
  end
end

return M
