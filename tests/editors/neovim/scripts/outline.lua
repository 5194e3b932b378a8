-- `gO` lists the opening and every exchange.

local support = require('support')

vim.cmd.edit('briefing.presscript')
support.client()
vim.api.nvim_feedkeys('gO', 'mx', false)
local entries = support.wait_for('outline in the location list', function()
  local list = vim.fn.getloclist(0)
  return #list > 0 and list
end)

local chapters = {}
for _, entry in ipairs(entries) do
  if entry.text:find('Opening', 1, true) or entry.text:find('%] %d+%. ') then
    chapters[#chapters + 1] = entry.lnum .. ' ' .. entry.text:gsub('^%[%a+%] ', '')
  end
end
support.equal(chapters, {
  '1 Opening',
  '19 1. FBC, Anna Example',
  '27 2. Daily Sample, Peter Placeholder',
  '37 3. Radio Specimen, Dora Dummy',
  '46 4. ITV9, Nils Noname',
  '57 5. Fictional Gazette, Maria Muster',
  '67 6. National News Agency of the Isles, Ivan Imaginary',
  '73 7. Specimen Weekly, Olga Ohnename',
})

vim.cmd('ll 3')
support.equal(vim.fn.line('.'), 19, 'line of the first question')
