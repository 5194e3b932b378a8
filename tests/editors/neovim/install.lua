-- The parser, installed as the README says.

local support = require('support')

vim.cmd.edit('briefing.presscript')
local buffer = vim.api.nvim_get_current_buf()
support.equal(vim.treesitter.highlighter.active[buffer], nil, 'highlighter before the installation')

local compiler = vim.env.CC
vim.env.CC = 'no-such-compiler'
local problem = require('presscript.parser').build()
assert(problem and problem:find('no-such-compiler', 1, true), problem)
vim.env.CC = compiler

vim.cmd.PresscriptInstallParser()

local path = vim.fn.stdpath('data') .. '/site/parser/presscript.so'
support.equal(vim.fn.filereadable(path), 1, path)
local highlighter = vim.treesitter.highlighter.active[buffer]
support.equal(highlighter ~= nil, true, 'highlighter after the installation')
