--- Nobody sits at the keyboard: what a script expects to be asked is typed into Neovim's own prompt, and any other
--- question fails the script instead of waiting for an answer.
local M = {}

--- What is to be answered next.
---@type string?
local expected

--- A question that no script expected.
---@type string?
M.unexpected = nil

--- The question that was answered last, in a list with its choices.
---@type any
M.answered = nil

--- Says what the next question is answered with: in a list, the choice that this is a part of; else all of the text.
---@param text string
function M.answer(text)
  expected = text
end

--- The keys that give the expected answer to this question.
---@param question any
---@return string? keys nil when no such answer is expected
local function keys(question)
  if not expected then
    return nil
  end
  if not vim.islist(question) then
    return '<C-u>' .. expected:gsub('<', '<lt>') .. '<CR>'
  end
  for index = 2, #question do
    if question[index]:find(expected, 1, true) then
      return (index - 1) .. '<CR>'
    end
  end
end

-- `vim.ui.select` and `vim.ui.input` ask by these, as do all plugins that ask.
local CANCELLED =
  { confirm = 0, getchar = 0, getcharstr = '', input = '', inputlist = 0, inputsecret = '' }
for name, cancelled in pairs(CANCELLED) do
  local ask = vim.fn[name]
  vim.fn[name] = function(question, ...)
    local answer = keys(question)
    if answer then
      expected, M.answered = nil, question
      vim.api.nvim_input(answer)
      return ask(question, ...)
    end
    M.unexpected = ('%s: %s'):format(name, vim.inspect(question))
    return cancelled
  end
end

return M
