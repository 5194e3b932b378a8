--- Selects a turn, a label, or a question with its answers. Turns and labels are found by tree-sitter, exchanges by the
--- server, since only it knows who asks.
local M = {}

local server = require('presscript.server')
local EXCHANGE = vim.lsp.protocol.SymbolKind.Class

--- A place in the buffer: lines and columns in bytes, from 0; the end is behind the last byte.
---@alias presscript.Place { [1]: integer, [2]: integer, [3]: integer, [4]: integer }

--- A turn with the blank lines behind it.
function M.around_turn()
  local turn = M.turn()
  if turn then
    M.select_lines(turn[1], M.blank_lines_behind(M.last_line(turn)))
  end
end

--- What is said in a turn, without the label.
function M.inner_turn()
  local turn = M.turn()
  M.select(turn and M.first('function.inner', turn))
end

--- The label of the turn.
function M.around_label()
  local turn = M.turn()
  M.select(turn and M.first('parameter.outer', turn))
end

--- The name in the label of the turn.
function M.inner_label()
  local turn = M.turn()
  M.select(turn and M.first('parameter.inner', turn))
end

--- A hand-off, its questions and answers, and the blank lines behind them.
function M.around_exchange()
  local exchange = M.exchange()
  if exchange then
    M.select_lines(exchange.range.start.line, M.blank_lines_behind(exchange.range['end'].line))
  end
end

--- The questions and answers, without the hand-off.
function M.inner_exchange()
  local exchange = M.exchange()
  if exchange then
    M.select_lines(exchange.selectionRange.start.line, exchange.range['end'].line)
  end
end

--- The turn at the cursor.
---@return presscript.Place?
function M.turn()
  if not vim.treesitter.language.add('presscript') then
    server.notify('there is no tree-sitter parser; `:Presscript install-parser` builds it')
    return nil
  end
  local line = vim.fn.line('.') - 1
  for _, place in ipairs(M.places('function.outer')) do
    if place[1] <= line and line <= M.last_line(place) then
      return place
    end
  end
end

--- The first place that a capture of the query `textobjects` has within another.
---@param capture string
---@param outer presscript.Place
---@return presscript.Place?
function M.first(capture, outer)
  for _, place in ipairs(M.places(capture)) do
    if M.is_within(place, outer) then
      return place
    end
  end
end

--- All places of a capture, in the order of the text; what one match captured several times is one place.
---@param capture string
---@return presscript.Place[]
function M.places(capture)
  local query = assert(vim.treesitter.query.get('presscript', 'textobjects'))
  local tree = assert(assert(vim.treesitter.get_parser(0, 'presscript')):parse(true))[1]
  local places = {}
  for _, match in query:iter_matches(tree:root(), 0) do
    for id, nodes in pairs(match) do
      if query.captures[id] == capture then
        local first_line, first_column = assert(nodes[1]):start()
        local last_line, last_column = nodes[#nodes]:end_()
        places[#places + 1] = { first_line, first_column, last_line, last_column }
      end
    end
  end
  table.sort(places, function(a, b)
    return a[1] < b[1] or (a[1] == b[1] and a[2] < b[2])
  end)
  return places
end

--- The exchange at the cursor, as an entry of the outline.
---@return lsp.DocumentSymbol?
function M.exchange()
  local line = vim.fn.line('.') - 1
  local found
  ---@param symbols lsp.DocumentSymbol[]
  local function search(symbols)
    for _, symbol in ipairs(symbols) do
      if symbol.range.start.line <= line then
        if symbol.kind == EXCHANGE and line < M.next_text(symbol.range['end'].line) then
          found = symbol
        end
        search(symbol.children or {})
      end
    end
  end
  search(server.ask('textDocument/documentSymbol', function()
    return { textDocument = vim.lsp.util.make_text_document_params() }
  end) or {})
  return found
end

--- Whether one place is within another.
---@param inner presscript.Place
---@param outer presscript.Place
---@return boolean
function M.is_within(inner, outer)
  local starts = inner[1] > outer[1] or (inner[1] == outer[1] and inner[2] >= outer[2])
  return starts and inner[1] <= M.last_line(outer)
end

--- The last line that has text of the place.
---@param place presscript.Place
---@return integer
function M.last_line(place)
  return place[4] == 0 and place[3] - 1 or place[3]
end

--- The first line behind this one that is not blank, or how many lines there are.
---@param line integer
---@return integer
function M.next_text(line)
  local found = vim.fn.nextnonblank(line + 2)
  return found > 0 and found - 1 or vim.api.nvim_buf_line_count(0)
end

--- The last of the blank lines behind this one, or the line itself.
---@param line integer
---@return integer
function M.blank_lines_behind(line)
  return M.next_text(line) - 1
end

---@param first integer
---@param last integer
function M.select_lines(first, last)
  M.leave_visual()
  vim.api.nvim_win_set_cursor(0, { first + 1, 0 })
  vim.cmd.normal({ 'V', bang = true })
  vim.api.nvim_win_set_cursor(0, { last + 1, 0 })
end

---@param place presscript.Place?
function M.select(place)
  if not place then
    return
  end
  local last_line, behind = place[3], place[4]
  if behind == 0 then
    last_line = last_line - 1
    behind = #vim.fn.getline(last_line + 1)
  end
  M.leave_visual()
  vim.api.nvim_win_set_cursor(0, { place[1] + 1, place[2] })
  vim.cmd.normal({ 'v', bang = true })
  vim.api.nvim_win_set_cursor(0, { last_line + 1, math.max(behind - 1, 0) })
end

--- What was selected before has no part in what will be.
function M.leave_visual()
  if vim.fn.mode():find('[vV\22]') then
    vim.cmd.normal({ '\27', bang = true })
  end
end

return M
