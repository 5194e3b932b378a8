-- `grn` renames a person in every form of the label.

local prompts = require('prompts')
local support = require('support')

support.open(
  'rename.presscript',
  [[
Minister Max Mustername: Welcome.

Anna Example (FBC): Thank you, Mr Mustername.

Minister: You are welcome.

Max Mustername: Next.
]]
)
support.client()
support.cursor_on('Max Mustername')
prompts.answer('Moritz Musterfrau')
vim.api.nvim_feedkeys('grn', 'mx', false)
support.wait_for('new name', function()
  return support.text():find('Moritz Musterfrau: Next.', 1, true)
end)
support.equal(
  support.text(),
  [[
Minister Moritz Musterfrau: Welcome.

Anna Example (FBC): Thank you, Mr Mustername.

Minister: You are welcome.

Moritz Musterfrau: Next.
]]
)
