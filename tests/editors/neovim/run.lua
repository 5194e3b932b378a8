-- Runs the script that $SCRIPT names; Neovim's exit code tells how it went.

local passed, problem = xpcall(dofile, debug.traceback, vim.env.SCRIPT)
if not passed then
  io.stderr:write(problem, '\n')
  vim.cmd.cquit()
end
vim.cmd('qall!')
