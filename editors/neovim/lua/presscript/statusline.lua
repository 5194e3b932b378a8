--- Where the cursor is in the questions, and who speaks there, for 'statusline'.
local M = {}

local server = require('presscript.server')

--- What the server said last about each buffer that somebody wants a status line for.
---@type table<integer, string>
local texts = {}

--- The text for the current buffer, such as `Question 2 of 7 · Peter Placeholder, Daily Sample`; empty where there is
--- nothing to say. From the first call on, it is kept up to date.
---@return string
function M.text()
  local buffer = vim.api.nvim_get_current_buf()
  if not texts[buffer] and vim.bo.filetype == 'presscript' then
    texts[buffer] = ''
    -- While a status line is drawn, nothing else may happen.
    vim.schedule(function()
      M.follow(buffer)
    end)
  end
  return texts[buffer] or ''
end

--- Asks the server for the text of a buffer at the cursor, and redraws the status line when there is another one.
---@param buffer integer the current one
function M.update(buffer)
  local client = server.client()
  if not client then
    texts[buffer] = ''
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

--- Keeps the text of a buffer up to date: the server is asked when the cursor comes to another line, or the text
--- changes.
---@param buffer integer
function M.follow(buffer)
  local group = vim.api.nvim_create_augroup('presscript.statusline.' .. buffer, {})
  local last
  vim.api.nvim_create_autocmd({ 'CursorMoved', 'CursorMovedI', 'BufEnter', 'LspAttach' }, {
    group = group,
    buffer = buffer,
    callback = function(event)
      local here = vim.fn.line('.') .. ':' .. vim.b.changedtick
      if here ~= last or event.event == 'LspAttach' then
        last = here
        M.update(buffer)
      end
    end,
  })
  vim.api.nvim_create_autocmd('BufWipeout', {
    group = group,
    buffer = buffer,
    callback = function()
      texts[buffer] = nil
      vim.api.nvim_del_augroup_by_id(group)
    end,
  })
  if buffer == vim.api.nvim_get_current_buf() then
    M.update(buffer)
  end
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
