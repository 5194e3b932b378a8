-- `vim.lsp.buf.workspace_symbol()` finds people and questions in transcripts that are not open.

local support = require('support')

local function write(name, text)
  local file = assert(io.open(name, 'wb'))
  assert(file:write(text))
  assert(file:close())
end

write('presscript.toml', '')
write(
  'other.presscript',
  'Olga Ohnename (Specimen Weekly): Who bakes it?\n\nMax Mustername: We do.\n'
)
vim.cmd.edit('briefing.presscript')
support.client()
vim.lsp.buf.workspace_symbol('Ohnename')
local files = support.wait_for('list of symbols', function()
  local list = vim.fn.getqflist()
  return #list > 0
    and vim.tbl_map(function(entry)
      return vim.fs.basename(vim.api.nvim_buf_get_name(entry.bufnr)) .. ':' .. entry.lnum
    end, list)
end)
assert(vim.list_contains(files, 'other.presscript:1'), vim.inspect(files))
assert(vim.list_contains(files, 'briefing.presscript:73'), vim.inspect(files))
