-- CTRL-X CTRL-O completes a label that was begun, and on a new line offers whoever probably speaks next.

local support = require('support')

local file = assert(io.open('completion.presscript', 'wb'))
assert(file:write([[
Minister Max Mustername: Welcome.

Anna Example (FBC): Is it safe?

Minister Max Mustername: It is.

An
]]))
assert(file:close())

-- A second Neovim, for this one to type into: a menu stays open only while nothing else runs.
local second = vim.fn.jobstart(
  { vim.v.progpath, '--embed', '--headless', 'completion.presscript' },
  { rpc = true }
)

---@param code string Lua
---@return any
local function evaluate(code)
  return vim.rpcrequest(second, 'nvim_exec_lua', code, {})
end

---@param keys string
local function type(keys)
  vim.rpcrequest(second, 'nvim_input', keys)
end

---@return string[]
local function menu()
  return support.wait_for('menu', function()
    local words = evaluate([[
      local menu = vim.fn.complete_info({ 'items', 'pum_visible' })
      return menu.pum_visible == 1 and vim.tbl_map(function(item) return item.word end, menu.items)
    ]])
    return words
  end)
end

support.wait_for('language server', function()
  return evaluate(
    'return #vim.lsp.get_clients({ bufnr = 0 }) > 0 and vim.lsp.get_clients()[1].initialized'
  )
end)

type('7GA<C-x><C-o>')
support.wait_for('label', function()
  return evaluate('return vim.fn.getline(7)') == 'Anna Example (FBC): '
end)

type('And the ferries?<CR><CR><C-x><C-o>')
support.equal(menu()[1], 'Minister Max Mustername: ', 'who speaks next')
type('<C-y>They sail.<Esc>')
support.wait_for('turn', function()
  return evaluate('return vim.fn.getline(9)') == 'Minister Max Mustername: They sail.'
end)
vim.fn.jobstop(second)
