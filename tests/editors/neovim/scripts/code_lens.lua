-- `:Presscript toggle-lenses` shows what an exchange holds; `vim.lsp.codelens.run()` there lists its turns.

local support = require('support')

vim.cmd.edit('briefing.presscript')
support.client()

---@return string? what is drawn above line 17, where the first exchange begins
local function drawn()
  for name, namespace in pairs(vim.api.nvim_get_namespaces()) do
    if name:find('codelens', 1, true) then
      local from, to = { 16, 0 }, { 16, -1 }
      local options = { details = true }
      local mark = vim.api.nvim_buf_get_extmarks(0, namespace, from, to, options)[1]
      return mark and support.virtual_text(mark)
    end
  end
end

vim.cmd.Presscript('toggle-lenses')
local text = support.wait_for('line above the exchange', function()
  local above = drawn()
  return above and not above:find('Unresolved', 1, true) and above
end)
support.equal(vim.trim(text), 'Exchange 1 of 7 · FBC · 57 words')

vim.fn.cursor(17, 1)
vim.lsp.codelens.run()
local lines = support.wait_for('list of turns', function()
  local list = vim.fn.getqflist()
  return #list > 0 and vim.tbl_map(function(entry)
    return entry.lnum
  end, list)
end)
support.equal(lines, { 17, 19, 21 })
support.equal(vim.bo.buftype, 'quickfix', 'the list is open')
vim.cmd.cclose()

vim.cmd.Presscript('toggle-lenses')
support.equal(drawn(), nil, 'hidden')
