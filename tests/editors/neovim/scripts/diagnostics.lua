-- Findings arrive when a transcript is opened and change with its text.

local support = require('support')

support.open(
  'findings.presscript',
  [[
Max Mustername: Welcome.

Anna Example (FBC):Can you tell us more?

Max Mustername: I can [inaudible and so on.
]]
)
support.client()
support.wait_for_findings({ '3:label/no-space', '5:note/unbalanced' })

vim.api.nvim_buf_set_lines(0, 2, 3, false, { 'Anna Example (FBC): Can you tell us more?' })
support.wait_for_findings({ '5:note/unbalanced' })

vim.cmd.undo()
support.wait_for_findings({ '3:label/no-space', '5:note/unbalanced' })
