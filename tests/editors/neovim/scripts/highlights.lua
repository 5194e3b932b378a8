-- What tree-sitter highlights as what, and that Neovim's own colours set a label apart from the speech.

local support = require('support')

support.open(
  'highlights.presscript',
  [[
---
title: A briefing
---

# Opening

%% checked by Dora
[00:12:31] Anna Example (FBC): {follow-up lang=es} Thank you. We now [have] over 200.
]]
)
support.equal(support.is_highlighted(), true, 'highlighted')
assert(vim.treesitter.get_parser()):parse(true)

---@param text string
---@return string[]
local function captures(text)
  support.cursor_on(text)
  local names = {}
  for _, capture in ipairs(vim.treesitter.get_captures_at_cursor()) do
    if capture ~= 'spell' then
      names[#names + 1] = capture
    end
  end
  return names
end

for text, expected in pairs({
  ['---'] = { 'punctuation.special' },
  ['Opening'] = { 'markup.heading' },
  ['%% checked'] = { 'comment' },
  ['[00:12:31]'] = { 'number' },
  ['Anna'] = { 'label' },
  ['FBC'] = { 'module' },
  ['follow-up'] = { 'property' },
  ['es}'] = { 'string' },
  ['Thank'] = {},
  ['have'] = { 'comment.note' },
}) do
  support.equal(captures(text), expected, text)
end
