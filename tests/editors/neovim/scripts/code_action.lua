-- `gra` offers a finding's fix first, and to set the finding aside; the user chooses from Neovim's own list.

local prompts = require('prompts')
local support = require('support')

support.open(
  'fix.presscript',
  [[
Max Mustername: The ferries go again.

Anna Example (FBC):Can you tell us more?
]]
)
support.client()
support.wait_for_findings({ '3:label/no-space' })

support.cursor_on(':Can')
prompts.answer('Ignore “label/no-space” here')
vim.api.nvim_feedkeys('gra', 'mx', false)
support.wait_for('directive', function()
  return support.text():find('%% presscript-ignore label/no-space', 1, true)
end)
support.equal(
  vim.list_slice(prompts.answered, 1, 3),
  { 'Code actions:', '1: Insert a space behind the colon', '2: Ignore “label/no-space” here' }
)
vim.cmd.undo()
support.wait_for_findings({ '3:label/no-space' })

support.cursor_on(':Can')
prompts.answer('Insert a space behind the colon')
vim.api.nvim_feedkeys('gra', 'mx', false)
support.wait_for('fixed text', function()
  return support.text():find('Anna Example (FBC): Can', 1, true)
end)
support.wait_for_findings({})
