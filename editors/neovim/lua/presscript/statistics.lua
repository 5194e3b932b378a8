--- Who speaks how much, and which outlets ask, in a window beside the transcript.
local M = {}

local server = require('presscript.server')

--- Shows the statistics of the current transcript.
function M.show()
  local statistics = server.run('presscript.statistics')
  if not statistics then
    return
  end
  vim.cmd.new()
  vim.bo.buftype = 'nofile'
  vim.bo.bufhidden = 'wipe'
  vim.bo.swapfile = false
  vim.api.nvim_buf_set_lines(0, 0, -1, false, M.lines(statistics))
  vim.bo.modifiable = false
  vim.keymap.set('n', 'q', vim.cmd.close, { buffer = true, desc = 'Close the statistics' })
end

--- The text of the window.
---@param statistics table what `presscript.statistics` gives
---@return string[]
function M.lines(statistics)
  local lines = {
    ('%d words, %s, %d turns, %d questions'):format(
      statistics.words,
      M.time(statistics.seconds),
      statistics.turns,
      statistics.questions
    ),
    '',
  }
  for _, person in ipairs(statistics.people) do
    local share = math.floor(100 * person.words / math.max(statistics.words, 1) + 0.5)
    lines[#lines + 1] = ('%5d words  %3d %%  %s  %s'):format(
      person.words,
      share,
      M.time(person.seconds),
      person.name
    )
  end
  lines[#lines + 1] = ''
  for _, outlet in ipairs(statistics.outlets) do
    local name = outlet.name ~= vim.NIL and outlet.name or 'no outlet'
    lines[#lines + 1] = ('%5d questions  %s'):format(outlet.questions, name)
  end
  return lines
end

--- Seconds as minutes and seconds.
---@param seconds integer
---@return string
function M.time(seconds)
  return ('%3d:%02d'):format(math.floor(seconds / 60), seconds % 60)
end

return M
