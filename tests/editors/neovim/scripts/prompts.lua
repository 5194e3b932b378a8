-- A question that no script expects fails the script at once, and does not wait for an answer.

local prompts = require('prompts')
local support = require('support')

vim.ui.select({ 'one', 'two' }, { prompt = 'Which?' }, function(choice)
  support.equal(choice, nil, 'nothing is chosen')
end)
local passed, problem = pcall(support.wait_for, 'anything', function() end)
support.equal(passed, false)
assert(problem:find('inputlist: { "Which?", "1: one", "2: two" }', 1, true), problem)
prompts.unexpected = nil

prompts.answer('tw')
vim.ui.select({ 'one', 'two' }, { prompt = 'Which?' }, function(choice)
  support.equal(choice, 'two')
end)
prompts.answer('Moritz <Musterfrau>')
vim.ui.input({ prompt = 'Who?', default = 'Max' }, function(text)
  support.equal(text, 'Moritz <Musterfrau>')
end)
support.equal(prompts.unexpected, nil)
