--- The language server as the plugin uses it.
local M = {}

local NAME = 'presscript'
local PATIENCE_MS = 2000

---@param message string
---@param level? integer
function M.notify(message, level)
  vim.notify('presscript: ' .. message, level or vim.log.levels.WARN)
end

---@class presscript.Client: vim.lsp.Client
---@field offset_encoding 'utf-8'|'utf-16'|'utf-32'

--- The server of the current buffer.
---@return presscript.Client?
function M.client()
  return vim.lsp.get_clients({ bufnr = 0, name = NAME })[1] --[[@as presscript.Client?]]
end

--- What a command of the server is sent: the document, and where the cursor is.
---@param client presscript.Client
---@param command string such as `presscript.status`
---@return lsp.ExecuteCommandParams
function M.command(client, command)
  local here = vim.lsp.util.make_position_params(0, client.offset_encoding)
  return { command = command, arguments = { here } }
end

--- Asks the server, and waits for the answer; says so when there is none.
---@param method string
---@param params fun(client: presscript.Client): table
---@return any result nil when the server has none, or does not answer
function M.ask(method, params)
  local client = M.client()
  if not client then
    return M.notify('no language server runs here; see `:checkhealth presscript`')
  end
  local answer, problem = client:request_sync(method, params(client), PATIENCE_MS)
  if not answer then
    return M.notify('the language server does not answer: ' .. problem)
  end
  if answer.err then
    return M.notify(answer.err.message)
  end
  return answer.result ~= vim.NIL and answer.result or nil
end

--- Runs a command of the server at the cursor, and waits for its result.
---@param command string
---@return any
function M.run(command)
  return M.ask('workspace/executeCommand', function(client)
    return M.command(client, command)
  end)
end

--- Stops the server if it runs, and starts it for all transcripts.
function M.restart()
  vim.lsp.enable(NAME, false)
  vim.wait(PATIENCE_MS, function()
    return #vim.lsp.get_clients({ name = NAME }) == 0
  end, 20)
  vim.lsp.enable(NAME)
  M.warn_if_missing()
end

--- Opens the log that Neovim keeps of all servers, at its end.
function M.log()
  vim.cmd.tabnew(vim.fn.fnameescape(vim.lsp.get_log_path()))
  vim.cmd.normal({ 'G', bang = true })
end

--- Why the server cannot be started, for one that is enabled.
---@return string? problem
function M.missing()
  if not vim.lsp.is_enabled(NAME) then
    return nil
  end
  ---@diagnostic disable-next-line: undefined-field -- it is there when it is read
  local command = vim.lsp.config[NAME].cmd
  if type(command) == 'table' and vim.fn.executable(command[1]) == 0 then
    return ('the language server `%s` is not an executable on $PATH'):format(command[1])
  end
end

--- Says so when the server cannot be started, since Neovim only writes that into its log.
function M.warn_if_missing()
  local problem = M.missing()
  if problem then
    M.notify(problem .. '; see `:checkhealth presscript`')
  end
end

local warned = false

--- The same for the first transcript only.
function M.warn_if_missing_once()
  if not warned and M.missing() then
    warned = true
    M.warn_if_missing()
  end
end

return M
