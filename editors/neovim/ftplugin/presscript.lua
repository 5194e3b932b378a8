-- Settings of a transcript's buffer. A line break is content, so nothing here wraps text by inserting one.

vim.bo.commentstring = '%% %s'
vim.bo.comments = ':%%'
vim.bo.textwidth = 0
vim.opt_local.wrap = true
vim.opt_local.linebreak = true
vim.opt_local.breakindent = true

local undo = 'setlocal commentstring< comments< textwidth< wrap< linebreak< breakindent<'

local loaded, found = pcall(vim.treesitter.language.add, 'presscript')
if loaded and found then
  vim.treesitter.start()
  vim.opt_local.foldmethod = 'expr'
  vim.opt_local.foldexpr = 'v:lua.vim.treesitter.foldexpr()'
  vim.opt_local.foldlevel = 99
  undo = undo .. ' foldmethod< foldexpr< foldlevel< | execute "lua vim.treesitter.stop()"'
end

-- Tags, methods and sections are for programs; here the same keys are for turns and questions.
local MAPS = {
  { { 'n', 'x', 'o' }, ']]', 'next-question' },
  { { 'n', 'x', 'o' }, '[[', 'previous-question' },
  { { 'n', 'x', 'o' }, ']m', 'next-turn' },
  { { 'n', 'x', 'o' }, '[m', 'previous-turn' },
  { { 'x', 'o' }, 'at', 'around-turn' },
  { { 'x', 'o' }, 'it', 'inner-turn' },
  { { 'x', 'o' }, 'al', 'around-label' },
  { { 'x', 'o' }, 'il', 'inner-label' },
  { { 'x', 'o' }, 'ae', 'around-exchange' },
  { { 'x', 'o' }, 'ie', 'inner-exchange' },
}

if not (vim.g.no_plugin_maps or vim.g.no_presscript_maps) then
  for _, map in ipairs(MAPS) do
    local modes, keys, name = map[1], map[2], map[3]
    local plug = ('<Plug>(presscript-%s)'):format(name)
    vim.keymap.set(modes, keys, plug, { buffer = true, remap = true, desc = name })
    for _, mode in ipairs(modes) do
      undo = undo .. (" | silent! execute '%sunmap <buffer> %s'"):format(mode, keys)
    end
  end
end

-- `vim.lsp.enable` may stand behind what opened this buffer.
vim.schedule(function()
  require('presscript.server').warn_if_missing_once()
end)

vim.b.undo_ftplugin = undo
