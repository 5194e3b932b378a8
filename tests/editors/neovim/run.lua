-- Runs the script that $SCRIPT names once Neovim has started; its exit code tells how that went.

local prompts = require('prompts')

local function run()
  local passed, problem = xpcall(dofile, debug.traceback, vim.env.SCRIPT)
  if passed and prompts.unexpected then
    passed, problem = false, 'nobody expected to be asked ' .. prompts.unexpected
  end
  if not passed then
    io.stderr:write(problem, '\n')
    vim.cmd.cquit()
  end
  vim.cmd('qall!')
end

vim.api.nvim_create_autocmd('VimEnter', { once = true, callback = vim.schedule_wrap(run) })
