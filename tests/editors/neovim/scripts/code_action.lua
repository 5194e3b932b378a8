-- A finding's fix, applied as `gra` applies it.

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
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action)
    return action.kind == 'quickfix'
  end,
})
support.wait_for('fixed text', function()
  return support.text():find('Anna Example (FBC): Can', 1, true)
end)
support.wait_for_findings({})
