--- The language server; `vim.lsp.enable('presscript')` starts it for every transcript.
---@type vim.lsp.Config
return {
  cmd = { 'presscript', 'lsp' },
  filetypes = { 'presscript' },
  root_markers = { 'presscript.toml', '.git' },
}
