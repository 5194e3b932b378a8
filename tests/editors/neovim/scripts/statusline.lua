-- The status line says which question it is and who speaks at the cursor.

local support = require('support')

vim.o.laststatus = 2
vim.o.statusline = "%t %{%v:lua.require'presscript'.statusline()%}"
vim.cmd.edit('briefing.presscript')
support.client()

---@param text string where the cursor is
---@param expected string
local function says(text, expected)
  support.cursor_on(text)
  vim.api.nvim_exec_autocmds('CursorMoved', { buffer = 0 })
  support.wait_for('status line ' .. expected, function()
    local shown = vim.api.nvim_eval_statusline(vim.o.statusline, { winid = 0 }).str
    return shown == vim.trim('briefing.presscript ' .. expected)
  end)
end

says('Is there any evidence', 'Question 2 of 7 · Peter Placeholder, Daily Sample')
says('large ones have to wait', 'Question 2 of 7 · Max Mustername')
says('Olga Ohnename', 'Question 7 of 7 · Olga Ohnename, Specimen Weekly')
