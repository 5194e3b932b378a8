-- The server says what each part of a label is, and what the person does.

local support = require('support')

vim.cmd.edit('briefing.presscript')
support.client()

---@param text string
---@return string token its type and modifiers
local function token(text)
  support.cursor_on(text)
  local found = support.wait_for('token at ' .. text, function()
    return (vim.lsp.semantic_tokens.get_at_pos() or {})[1]
  end)
  local modifiers = vim.tbl_keys(found.modifiers)
  table.sort(modifiers)
  return found.type .. ' ' .. table.concat(modifiers, ' ')
end

support.equal(token('Anna Example (FBC)'), 'function declaration press')
support.equal(token('FBC):'), 'namespace declaration press')
support.equal(token('Harbour Council Chair Max'), 'type declaration principal')
support.equal(token('have] over'), 'string modification')
