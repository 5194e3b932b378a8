-- The parser, installed as the README says.

local support = require('support')

vim.cmd.edit('briefing.presscript')
support.equal(support.is_highlighted(), false, 'highlighted before the installation')

local compiler = vim.env.CC
vim.env.CC = 'no-such-compiler'
local problem = require('presscript.parser').build()
assert(problem and problem:find('no-such-compiler', 1, true), problem)
vim.env.CC = compiler

vim.cmd.Presscript('install-parser')

local path = vim.fn.stdpath('data') .. '/site/parser/presscript.so'
support.equal(vim.fn.filereadable(path), 1, path)
support.equal(support.is_highlighted(), true, 'highlighted after the installation')
