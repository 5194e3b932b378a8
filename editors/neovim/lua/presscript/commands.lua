--- What `:Presscript` can do, and what there are `<Plug>` maps for.
local M = {}

---@class presscript.Command
---@field name string the subcommand; `<Plug>(presscript-NAME)` does the same
---@field description string
---@field run fun()
---@field modes string[] those of the `<Plug>` map

local NORMAL = { 'n' }
local MOTION = { 'n', 'x', 'o' }
local OBJECT = { 'x', 'o' }

---@param command string
---@return fun()
local function jump(command)
  return function()
    require('presscript.jump').by(command)
  end
end

---@param kind string
---@return fun()
local function action(kind)
  return function()
    -- Neovim finds out itself which findings are here.
    ---@diagnostic disable-next-line: missing-fields, param-type-mismatch
    vim.lsp.buf.code_action({ context = { only = { kind } }, apply = true })
  end
end

---@param object string
---@return fun()
local function select(object)
  return function()
    assert(require('presscript.textobject')[object])()
  end
end

---@param name string
---@return fun()
local function server(name)
  return function()
    assert(require('presscript.server')[name])()
  end
end

--- Shows or hides what the server writes between the words.
local function toggle_hints()
  local here = { bufnr = 0 }
  vim.lsp.inlay_hint.enable(not vim.lsp.inlay_hint.is_enabled(here), here)
end

--- In the order of the help.
---@type presscript.Command[]
M.LIST = {}

---@param modes string[]
---@param name string
---@param description string
---@param run fun()
local function add(modes, name, description, run)
  table.insert(M.LIST, { name = name, description = description, run = run, modes = modes })
end

add(MOTION, 'next-turn', 'Go to the next turn', jump('presscript.nextTurn'))
add(MOTION, 'previous-turn', 'Go to the previous turn', jump('presscript.previousTurn'))
add(
  MOTION,
  'next-turn-of-speaker',
  'Go to the next turn of whoever speaks here',
  jump('presscript.nextTurnOfSpeaker')
)
add(
  MOTION,
  'previous-turn-of-speaker',
  'Go to the previous turn of whoever speaks here',
  jump('presscript.previousTurnOfSpeaker')
)
add(MOTION, 'next-question', 'Go to the next question', jump('presscript.nextQuestion'))
add(MOTION, 'previous-question', 'Go to the previous question', jump('presscript.previousQuestion'))

add(NORMAL, 'split-turn', 'Make what follows a turn of its own', action('refactor.extract.turn'))
add(NORMAL, 'merge-turn', 'Join this turn to the one before', action('refactor.inline.turn'))
add(
  NORMAL,
  'swap-labels',
  'Swap the labels of this turn and the next',
  action('refactor.rewrite.swapLabels')
)
add(
  NORMAL,
  'mark-follow-up',
  'Mark this question as a follow-up',
  action('refactor.rewrite.markFollowUp')
)
add(
  NORMAL,
  'unmark-follow-up',
  'Mark this question as none that follows up',
  action('refactor.rewrite.unmarkFollowUp')
)
add(NORMAL, 'fix-all', 'Fix everything that changes no word', action('source.fixAll.presscript'))
add(NORMAL, 'organize-cast', 'Complete and sort the cast', action('source.organizeCast'))

add(OBJECT, 'around-turn', 'Select a turn', select('around_turn'))
add(OBJECT, 'inner-turn', 'Select what is said in a turn', select('inner_turn'))
add(OBJECT, 'around-label', 'Select the label of the turn', select('around_label'))
add(OBJECT, 'inner-label', 'Select the name in the label', select('inner_label'))
add(OBJECT, 'around-exchange', 'Select an exchange', select('around_exchange'))
add(OBJECT, 'inner-exchange', 'Select questions and answers', select('inner_exchange'))

add(NORMAL, 'statistics', 'Show who speaks how much', function()
  require('presscript.statistics').show()
end)
add(NORMAL, 'toggle-hints', 'Show or hide inlay hints', toggle_hints)
add(NORMAL, 'toggle-lenses', 'Show or hide the lines above exchanges', function()
  require('presscript.lenses').toggle()
end)
add(NORMAL, 'restart', 'Start the language server anew', server('restart'))
add(NORMAL, 'log', 'Show the log of the language servers', server('log'))
add(NORMAL, 'install-parser', 'Build the tree-sitter parser and install it', function()
  require('presscript.parser').install()
end)

--- Runs the subcommand of that name.
---@param name string
function M.run(name)
  for _, command in ipairs(M.LIST) do
    if command.name == name then
      return command.run()
    end
  end
  require('presscript.server').notify(('there is no `:Presscript %s`'):format(name))
end

--- The subcommands that begin so.
---@param start string
---@return string[]
function M.complete(start)
  local names = {}
  for _, command in ipairs(M.LIST) do
    if vim.startswith(command.name, start) then
      names[#names + 1] = command.name
    end
  end
  return names
end

return M
