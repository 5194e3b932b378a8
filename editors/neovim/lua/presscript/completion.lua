--- Neovim's own completion, with all of the text that the server offers.
local M = {}

--- Completes with Neovim's own completion in a buffer: on CTRL-X CTRL-O, and by itself behind the server's trigger
--- characters where `g:presscript_autocomplete` says so.
---@param client_id integer
---@param buffer integer
function M.enable(client_id, buffer)
  vim.lsp.completion.enable(true, client_id, buffer, {
    autotrigger = vim.g.presscript_autocomplete == true,
    convert = M.convert,
  })
end

--- Neovim inserts the text of an edit only up to its first white space, and a label has several words.
---@param item lsp.CompletionItem
---@return { word?: string }
function M.convert(item)
  local text = item.textEdit and item.textEdit.newText
  return { word = text and not text:find('\n', 1, true) and text or nil }
end

return M
