-- Every command, map, default key and part of the interface has a tag in the help, and every tag is there once.

local support = require('support')

local doc = assert(vim.api.nvim_get_runtime_file('doc/presscript.txt', false)[1])
local runtime = vim.fn.tempname()
local folder = runtime .. '/doc'
vim.fn.mkdir(folder, 'p')
vim.fn.filecopy(doc, folder .. '/presscript.txt')
vim.cmd.helptags(folder)

local tags = {}
for line in io.lines(folder .. '/tags') do
  tags[line:match('^[^\t]+')] = true
end

---@param tag string
local function documented(tag)
  assert(tags[tag], 'the help has no tag *' .. tag .. '*')
  tags[tag] = nil
end

vim.cmd.edit('briefing.presscript')
documented(':Presscript')
for _, command in ipairs(require('presscript.commands').LIST) do
  documented('presscript-' .. command.name)
  for _, mode in ipairs(command.modes) do
    local plug = ('<Plug>(presscript-%s)'):format(command.name)
    support.equal(vim.fn.maparg(plug, mode) ~= '', true, plug .. ' in mode ' .. mode)
  end
end
local keys = {}
for _, mode in ipairs({ 'n', 'x', 'o' }) do
  for _, map in ipairs(vim.api.nvim_buf_get_keymap(0, mode)) do
    if (map.rhs or ''):find('<Plug>(presscript-', 1, true) then
      keys['presscript-' .. map.lhs] = true
    end
  end
end
support.equal(vim.tbl_count(keys), 10, 'default keys')
for key in pairs(keys) do
  documented(key)
end
for name in pairs(require('presscript')) do
  documented(('presscript.%s()'):format(name))
end
documented('g:no_presscript_maps')
documented('g:presscript_autocomplete')

-- What is left are the chapters.
local text = table.concat(vim.fn.readfile(doc), '\n')
for tag in pairs(tags) do
  assert(
    tag == 'presscript' or tag == 'presscript.txt' or text:find('|' .. tag .. '|', 1, true),
    'nothing leads to *' .. tag .. '*'
  )
end
for link in text:gmatch('|([^|%s]+)|') do
  assert(
    #vim.fn.getcompletion(link, 'help') > 0 or tags[link] or text:find('*' .. link .. '*', 1, true),
    link
  )
end

vim.opt.runtimepath:append(runtime)
vim.cmd.help('presscript')
support.equal(vim.bo.filetype, 'help')
