--- Builds the tree-sitter parser from the grammar that stands beside this plugin.
local M = {}

local SOURCE = assert(debug.getinfo(1, 'S')).source:sub(2)
local PLUGIN = vim.fs.dirname(vim.fs.dirname(vim.fs.dirname(SOURCE)))
local GRAMMAR = vim.fs.joinpath(vim.fs.dirname(vim.fs.dirname(PLUGIN)), 'grammar', 'src')
local BUILD_TIMEOUT_MS = 120000

--- Where the parser is installed: a folder of the user's that is always on 'runtimepath'.
---@return string path
function M.path()
  return vim.fs.joinpath(vim.fn.stdpath('data') --[[@as string]], 'site/parser/presscript.so')
end

--- Builds and installs the parser, says how it went, and highlights the open transcripts.
---@return boolean installed
function M.install()
  local problem = M.build()
  if problem then
    vim.notify('presscript: no parser was built: ' .. problem, vim.log.levels.ERROR)
    return false
  end
  vim.notify('presscript: parser installed at ' .. M.path())

  -- Neovim looks only once which folders of 'runtimepath' there are; setting it makes it look again.
  vim.o.runtimepath = vim.o.runtimepath
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    if vim.bo[buf].filetype == 'presscript' then
      vim.bo[buf].filetype = 'presscript'
    end
  end
  return true
end

--- Compiles the grammar with the C compiler in $CC, or else `cc`.
---@return string? problem nil when the parser is in place
function M.build()
  if vim.fn.filereadable(vim.fs.joinpath(GRAMMAR, 'parser.c')) == 0 then
    return 'there is no grammar at '
      .. GRAMMAR
      .. '; the plugin has to stand in a clone of the whole repository'
  end
  local compiler = vim.env.CC or 'cc'
  if vim.fn.executable(compiler) == 0 then
    return 'there is no C compiler `' .. compiler .. '`; install one, or name yours in $CC'
  end

  -- A parser that is in use must not be written over, so the new one is put in its place by a rename.
  local fresh = M.path() .. '.new'
  vim.fn.mkdir(vim.fs.dirname(fresh), 'p')
  local built = vim
    .system(
      { compiler, '-O2', '-fPIC', '-shared', '-I.', 'parser.c', 'scanner.c', '-o', fresh },
      { cwd = GRAMMAR, text = true, timeout = BUILD_TIMEOUT_MS }
    )
    :wait()
  if built.code ~= 0 then
    return vim.trim(built.stderr or '')
  end
  if vim.fn.rename(fresh, M.path()) ~= 0 then
    return M.path() .. ' cannot be written'
  end
end

return M
