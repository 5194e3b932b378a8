--- What an `init.lua` may use.
local M = {}

--- Where the cursor is in the questions, and who speaks there; for 'statusline'.
---@return string
function M.statusline()
  return require('presscript.statusline').text()
end

return M
