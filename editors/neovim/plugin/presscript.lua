local function commands()
  return require('presscript.commands')
end

vim.api.nvim_create_user_command('Presscript', function(given)
  commands().run(given.args)
end, {
  nargs = 1,
  complete = function(start)
    return commands().complete(start)
  end,
  desc = 'Work on a press transcript',
})

for _, command in ipairs(commands().LIST) do
  vim.keymap.set(
    command.modes,
    ('<Plug>(presscript-%s)'):format(command.name),
    command.run,
    { desc = command.description }
  )
end

vim.api.nvim_create_autocmd('LspAttach', {
  group = vim.api.nvim_create_augroup('presscript', {}),
  desc = 'Complete with all of the text that the server of transcripts offers',
  callback = function(attached)
    local client = vim.lsp.get_client_by_id(attached.data.client_id)
    if client and client.name == 'presscript' then
      require('presscript.completion').enable(client.id, attached.buf)
    end
  end,
})
