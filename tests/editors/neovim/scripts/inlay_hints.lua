-- `:Presscript toggle-hints` shows who speaks where the label does not say the name, and hides it again.

local support = require('support')

vim.o.lines = 50
vim.o.columns = 200
vim.cmd.edit('briefing.presscript')
support.client()

---@return string[] what is drawn between the words of lines 17 to 29
local function drawn()
  local texts = {}
  for name, namespace in pairs(vim.api.nvim_get_namespaces()) do
    if name:find('inlayhint', 1, true) then
      local from, to = { 16, 0 }, { 28, -1 }
      local options = { details = true }
      for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, namespace, from, to, options)) do
        texts[#texts + 1] = mark[2] + 1 .. ' ' .. vim.trim(support.virtual_text(mark))
      end
    end
  end
  return texts
end

vim.cmd.Presscript('toggle-hints')
support.wait_for('hint', function()
  vim.cmd.redraw()
  return #drawn() > 0
end)
support.equal(drawn(), {
  '19 Question 1',
  '25 Flora Fictional',
  '27 Question 2',
  '29 Max Mustername',
})

vim.cmd.Presscript('toggle-hints')
support.equal(drawn(), {}, 'hidden')
