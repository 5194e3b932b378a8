--- Jumps from turn to turn and from question to question; the server knows where they are.
local M = {}

local server = require('presscript.server')

--- Jumps as often as the count says, or as far as it goes.
---@param command string the server's, which gives the range to jump to
function M.by(command)
  for jump = 1, vim.v.count1 do
    local range = server.run(command)
    if not range then
      return
    end
    if jump == 1 then
      vim.cmd.normal({ "m'", bang = true })
    end
    M.to(range)
  end
end

--- Puts the cursor onto the start of a range of the current buffer, and opens the fold there.
---@param range lsp.Range
function M.to(range)
  local client = assert(server.client())
  local line = range.start.line
  local text = vim.api.nvim_buf_get_lines(0, line, line + 1, true)[1] or ''
  local column = vim.str_byteindex(text, client.offset_encoding, range.start.character, false)
  vim.api.nvim_win_set_cursor(0, { line + 1, column })
  vim.cmd.normal({ 'zv', bang = true })
end

return M
