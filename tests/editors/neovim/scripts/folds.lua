-- Front matter and turns fold; nothing is folded when a transcript is opened.

local support = require('support')

support.open(
  'folds.presscript',
  [[
---
title: A briefing
---

We have news.
Good news.

Anna Example (FBC): Which?

Max Mustername: The ferries go again.
From tomorrow on.
]]
)

---@return table<integer, integer> last lines of closed folds by their first line
local function closed()
  local folds = {}
  for line = 1, vim.fn.line('$') do
    if vim.fn.foldclosed(line) == line then
      folds[line] = vim.fn.foldclosedend(line)
    end
  end
  return folds
end

support.equal(closed(), {}, 'folds that are closed at the start')
vim.cmd.normal('zM')
support.wait_for('closed fold', function()
  return next(closed()) ~= nil
end)
support.equal(closed(), { [1] = 3, [8] = 9, [10] = 11 }, 'folds after zM')
