-- The plugin works as a package that is loaded late, on the first transcript, as plugin managers do it.

local support = require('support')

local plugin =
  vim.fs.dirname(vim.fs.dirname(vim.api.nvim_get_runtime_file('lsp/presscript.lua', false)[1]))
local package = vim.fn.stdpath('config') .. '/pack/press/opt'
vim.fn.mkdir(package, 'p')
vim.fn.system({ 'ln', '-s', plugin, package .. '/presscript' })

-- A Neovim that has never heard of the plugin.
local late = vim.fn.stdpath('config') .. '/late.lua'
vim.fn.writefile({
  'vim.opt.packpath:prepend(vim.fn.stdpath("config"))',
  'vim.cmd.edit("briefing.presscript")',
  'assert(vim.bo.filetype == "", vim.bo.filetype)',
  'vim.cmd.packadd("presscript")',
  'vim.lsp.enable("presscript")',
  'vim.cmd.edit()',
  'vim.cmd.filetype("detect")',
  'assert(vim.bo.filetype == "presscript", vim.bo.filetype)',
  'assert(vim.wait(15000, function()',
  '  return #vim.diagnostic.get(0) > 0',
  'end), "no findings")',
  'assert(vim.treesitter.highlighter.active[vim.api.nvim_get_current_buf()], "not highlighted")',
  'assert(vim.fn.maparg("]]", "n"):find("next-question", 1, true), "no keys")',
  'vim.cmd.Presscript("toggle-hints")',
}, late)
local answer = vim
  .system(
    { vim.v.progpath, '--headless', '-u', 'NORC', '-c', 'luafile ' .. late, '-c', 'qall!' },
    { text = true, timeout = 30000 }
  )
  :wait()
support.equal(answer.code, 0, answer.stderr)
support.equal(answer.stderr, '')
