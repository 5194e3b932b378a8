-- Runs the script that $SCRIPT names once Neovim has started; its exit code tells how that went.

local prompts = require('prompts')

--- Neovim kills a server that is still starting when it ends, greets it none the less, and may die of that itself.
local function wait_for_servers()
  vim.wait(15000, function()
    for _, client in ipairs(vim.lsp.get_clients({ _uninitialized = true })) do
      if not client.initialized then
        return false
      end
    end
    return true
  end, 20)
end

local function run()
  local passed, problem = xpcall(dofile, debug.traceback, vim.env.SCRIPT)
  if passed and prompts.unexpected then
    passed, problem = false, 'nobody expected to be asked ' .. prompts.unexpected
  end
  if not passed then
    io.stderr:write(problem, '\n')
    vim.cmd.cquit()
  end
  wait_for_servers()
  vim.cmd('qall!')
end

vim.api.nvim_create_autocmd('VimEnter', { once = true, callback = vim.schedule_wrap(run) })
