-- Turns, labels and exchanges are text objects, in a Neovim that has no plugin for them.

local support = require('support')

vim.cmd.edit('briefing.presscript')
support.client()

---@param text string where the cursor is
---@param keys string
---@return string what is yanked
local function yanked(text, keys)
  support.cursor_on(text)
  vim.fn.setreg('"', '')
  vim.api.nvim_feedkeys('y' .. keys, 'mx', false)
  return vim.fn.getreg('"') --[[@as string]]
end

local SAID = "The large ones have to wait. That's a decision for next week."
support.equal(yanked('large ones have', 'it'), SAID, 'it')
support.equal(yanked('large ones have', 'at'), 'Harbour Council Chair: ' .. SAID .. '\n\n', 'at')
support.equal(yanked('secondly, who', 'al'), 'Anna Example (FBC)', 'al')
support.equal(yanked('secondly, who', 'il'), 'Anna Example', 'il')

local SEVENTH = [[
Olga Ohnename (Specimen Weekly): Yes, sorry to come back to the bread. Who bakes it?

Harbour Council Chair: We do. The kitchen of the town hall has been baking since Monday.

And everybody who can knead is welcome.
]]
support.equal(yanked('who can knead', 'ie'), SEVENTH, 'ie')
support.equal(
  yanked('who can knead', 'ae'),
  'Harbour Council Spokesperson: We’ll take the last question online, from the Specimen Weekly.\n\n'
    .. SEVENTH,
  'ae'
)

-- An answer of two paragraphs, selected and replaced.
support.cursor_on('And from tonight')
vim.api.nvim_feedkeys(vim.keycode('vit"zy'), 'mx', false)
support.equal(
  vim.fn.getreg('z'),
  'It hangs in the town hall.\nAnd from tonight on, it is on our web site as well.'
)
vim.api.nvim_feedkeys(vim.keycode('citWe do not know.<Esc>'), 'mx', false)
support.cursor_on('We do not know')
support.equal(vim.fn.getline('.'), 'Harbour Council Chair: We do not know.')

-- Nothing is selected where there is no turn.
support.cursor_on('Storms have')
vim.api.nvim_feedkeys(vim.keycode('vil<Esc>'), 'mx', false)
support.equal(vim.fn.col("'>"), 1, 'nothing')
