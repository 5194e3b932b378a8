--- The lines above exchanges that say what they hold. Neovim shows such lines only when it is told to.
local M = {}

local GROUP = 'presscript.lenses'
local REFRESH_ON = { 'BufEnter', 'InsertLeave', 'TextChanged' }

--- Whether the lines of a buffer are kept up to date.
---@param buffer integer
---@return boolean
function M.are_shown(buffer)
  local found, commands = pcall(vim.api.nvim_get_autocmds, { group = GROUP, buffer = buffer })
  return found and #commands > 0
end

--- Shows the lines of the current buffer, or hides them.
function M.toggle()
  local buffer = vim.api.nvim_get_current_buf()
  local group = vim.api.nvim_create_augroup(GROUP, { clear = false })
  if M.are_shown(buffer) then
    vim.api.nvim_clear_autocmds({ group = group, buffer = buffer })
    vim.lsp.codelens.clear(nil, buffer)
    return
  end
  local function refresh()
    vim.lsp.codelens.refresh({ bufnr = buffer })
  end
  vim.api.nvim_create_autocmd(REFRESH_ON, { group = group, buffer = buffer, callback = refresh })
  refresh()
end

--- The client's command behind such a line: lists the labels of the exchange, and shows the list.
---@param command lsp.Command
---@param context { client_id: integer }
function M.show_references(command, context)
  local client = assert(vim.lsp.get_client_by_id(context.client_id)) --[[@as presscript.Client]]
  local locations = assert(command.arguments)[3] --[[@as lsp.Location[] ]]
  local items = vim.lsp.util.locations_to_items(locations, client.offset_encoding)
  vim.fn.setqflist({}, ' ', { title = command.title, items = items })
  vim.cmd.copen()
end

return M
