--- Where the cursor is in the questions, and who speaks there, for 'statusline'.
local M = {}

local server = require('presscript.server')

--- What the server said last about each buffer.
---@type table<integer, string>
local texts = {}

--- The text for the current buffer, such as `Question 2 of 7 · Peter Placeholder, Daily Sample`; empty where there is
--- nothing to say.
---@return string
function M.text()
  return texts[vim.api.nvim_get_current_buf()] or ''
end

--- Asks the server for the text, and redraws the status line when there is another one.
function M.update()
  local buffer = vim.api.nvim_get_current_buf()
  local client = server.client()
  if not client then
    texts[buffer] = nil
    return
  end
  local params = server.command(client, 'presscript.status')
  client:request('workspace/executeCommand', params, function(_, status)
    local text = status and status ~= vim.NIL and M.format(status) or ''
    if text ~= texts[buffer] then
      texts[buffer] = text
      vim.cmd.redrawstatus()
    end
  end, buffer)
end

--- Keeps the text of a buffer up to date; the server is asked when the cursor has come to another line.
---@param buffer integer
function M.follow(buffer)
  local group = vim.api.nvim_create_augroup('presscript.statusline.' .. buffer, {})
  local last
  vim.api.nvim_create_autocmd({ 'CursorMoved', 'CursorMovedI', 'BufEnter' }, {
    group = group,
    buffer = buffer,
    callback = function()
      local here = vim.fn.line('.') .. ':' .. vim.b.changedtick
      if here ~= last then
        last = here
        M.update()
      end
    end,
  })
  vim.api.nvim_create_autocmd('LspAttach', { group = group, buffer = buffer, callback = M.update })
  vim.api.nvim_create_autocmd('BufWipeout', {
    group = group,
    buffer = buffer,
    callback = function()
      texts[buffer] = nil
    end,
  })
end

---@param value any
---@return any value nil for what is null in JSON
local function given(value)
  if value ~= vim.NIL then
    return value
  end
end

--- What the server's answer reads like.
---@param status table what `presscript.status` gives
---@return string
function M.format(status)
  local parts = {}
  local exchange, speaker = given(status.exchange), given(status.speaker)
  if exchange then
    parts[1] = ('Question %d of %d'):format(exchange.number, exchange.of)
  end
  if speaker then
    local affiliation = given(speaker.affiliation)
    parts[#parts + 1] = affiliation and speaker.name .. ', ' .. affiliation or speaker.name
  end
  return table.concat(parts, ' · ')
end

return M
