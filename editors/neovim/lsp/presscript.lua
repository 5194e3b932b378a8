--- The language server; `vim.lsp.enable('presscript')` starts it for every transcript.
---@type vim.lsp.Config
return {
  cmd = { 'presscript', 'lsp' },
  filetypes = { 'presscript' },
  root_markers = { 'presscript.toml', '.git' },
  -- What the plugin can do for the server: show a list of places.
  init_options = { commands = { 'presscript.showReferences' } },
  commands = {
    ['presscript.showReferences'] = function(command, context)
      require('presscript.lenses').show_references(command, context)
    end,
  },
  on_exit = function(code, signal)
    if code ~= 0 or (signal ~= 0 and signal ~= 15) then
      vim.schedule(function()
        require('presscript.server').notify(
          'the language server has crashed; `:Presscript restart` starts it again, `:Presscript log` says why'
        )
      end)
    end
  end,
}
