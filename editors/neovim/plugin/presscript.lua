vim.api.nvim_create_user_command('PresscriptInstallParser', function()
  require('presscript.parser').install()
end, { desc = 'Build the tree-sitter parser for transcripts and install it' })
