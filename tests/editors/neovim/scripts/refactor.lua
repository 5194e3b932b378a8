-- `:Presscript split-turn` and the like change the turn at the cursor.

local support = require('support')

local TEXT = [[
Anna Example (FBC): Is it safe?

Minister Max Mustername: It is.

Dora Dummy (Radio Specimen): And the large ones?

They are waiting.
]]

support.open('refactor.presscript', TEXT)
support.client()

---@param name string
---@param line integer
---@param expected string a line of what becomes of the text
local function changes(name, line, expected)
  vim.fn.cursor(line, 1)
  vim.cmd.Presscript(name)
  support.wait_for(name, function()
    return vim.list_contains(vim.split(support.text(), '\n'), expected)
  end)
  vim.cmd.undo()
  support.equal(support.text(), TEXT, 'undone')
end

changes('split-turn', 7, 'Minister Max Mustername: They are waiting.')
changes('merge-turn', 3, 'It is.')
changes('swap-labels', 1, 'Minister Max Mustername: Is it safe?')
changes('mark-follow-up', 5, 'Dora Dummy (Radio Specimen): {follow-up} And the large ones?')
changes('organize-cast', 1, 'cast:')

vim.fn.setline(1, 'Anna Example (FBC):Is it safe?')
support.wait_for_findings({ '1:label/no-space' })
vim.cmd.Presscript('fix-all')
support.wait_for('fixed text', function()
  return support.text() == TEXT
end)
