vim.filetype.add({
  extension = { presscript = 'presscript' },
  pattern = { ['.*%.transcript%.txt'] = 'presscript' },
})
