--- What the test scripts share.
local M = {}

local prompts = require('prompts')

local PATIENCE_MS = 15000

--- Fails unless both are equal, and shows both.
---@param actual any
---@param expected any
---@param what? string
function M.equal(actual, expected, what)
  if not vim.deep_equal(actual, expected) then
    local message = '%s\nexpected: %s\nactual:   %s'
    error(message:format(what or '', vim.inspect(expected), vim.inspect(actual)), 2)
  end
end

--- Waits until the condition holds and returns what it returned.
---@param what string what is waited for
---@param condition fun(): any
---@return any
function M.wait_for(what, condition)
  local result
  local in_time = vim.wait(PATIENCE_MS, function()
    result = condition()
    return result or prompts.unexpected
  end, 20)
  if prompts.unexpected then
    error('asked while waiting for ' .. what .. ': ' .. prompts.unexpected, 2)
  end
  if not in_time then
    error('no ' .. what .. ' within ' .. PATIENCE_MS .. ' ms', 2)
  end
  return result
end

--- Writes a transcript into the workspace and opens it.
---@param name string
---@param text string
---@return integer buffer
function M.open(name, text)
  local file = assert(io.open(name, 'wb'))
  assert(file:write(text))
  assert(file:close())
  vim.cmd.edit(name)
  return vim.api.nvim_get_current_buf()
end

--- Waits for the language server of the current buffer.
---@return vim.lsp.Client
function M.client()
  return M.wait_for('language server', function()
    local client = vim.lsp.get_clients({ bufnr = 0, name = 'presscript' })[1]
    return client and client.initialized and client
  end)
end

--- The current buffer's text.
---@return string
function M.text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n'
end

--- Whether tree-sitter highlights the current buffer.
---@return boolean
function M.is_highlighted()
  return vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()] ~= nil
end

--- Puts the cursor onto the first character of the first place where that text stands.
---@param text string
function M.cursor_on(text)
  vim.fn.cursor(1, 1)
  if vim.fn.search('\\V' .. vim.fn.escape(text, '\\'), 'cW') == 0 then
    error('the buffer has no `' .. text .. '`', 2)
  end
end

--- The findings in the current buffer, `line:code`, with lines from 1, in order.
---@return string[]
function M.findings()
  local found = vim.diagnostic.get(0)
  table.sort(found, function(a, b)
    return a.lnum < b.lnum or (a.lnum == b.lnum and a.col < b.col)
  end)
  return vim.tbl_map(function(finding)
    return finding.lnum + 1 .. ':' .. finding.code
  end, found)
end

--- Waits until the findings are those.
---@param expected string[]
function M.wait_for_findings(expected)
  vim.wait(PATIENCE_MS, function()
    return vim.deep_equal(M.findings(), expected)
  end, 20)
  M.equal(M.findings(), expected, 'findings')
end

--- The messages that are shown to the user from now on.
---@return string[]
function M.messages()
  local messages = {}
  ---@diagnostic disable-next-line: duplicate-set-field -- the plugins that users have take its place, too
  vim.notify = function(message)
    messages[#messages + 1] = message
  end
  return messages
end

--- The text that is drawn at a mark.
---@param mark vim.api.keyset.get_extmark_item
---@return string
function M.virtual_text(mark)
  local text = ''
  for _, chunk in ipairs(assert(mark[4]).virt_text or {}) do
    text = text .. chunk[1]
  end
  return text
end

--- The text of the floating window, once there is one.
---@return string
function M.floating_text()
  local floating = M.wait_for('floating window', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        return window
      end
    end
  end)
  local buffer = vim.api.nvim_win_get_buf(floating)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
end

return M
