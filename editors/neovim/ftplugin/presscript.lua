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
  undo = undo .. ' foldmethod< foldexpr< foldlevel< | lua vim.treesitter.stop()'
end

vim.b.undo_ftplugin = undo
