-- Runs the script that $SCRIPT names; Neovim's exit code tells how it went.

local prompts = require('prompts')

local passed, problem = xpcall(dofile, debug.traceback, vim.env.SCRIPT)
if passed and prompts.unexpected then
  passed, problem = false, 'nobody expected to be asked ' .. prompts.unexpected
end
if not passed then
  io.stderr:write(problem, '\n')
  vim.cmd.cquit()
end
vim.cmd('qall!')
