-- A user's session in Neovim: opens app.py, looks at its diagnostics, applies a quick fix, types, fixes the rest.
-- Writes what was seen as JSON to the file that $SEEN names. Works in Neovim 0.7 and newer.
local seen = {}

local function until_true(what, holds)
  if not vim.wait(60000, holds, 50) then
    error('waited in vain: ' .. what .. '; ' .. vim.inspect(vim.diagnostic.get(0)))
  end
end

local function codes()
  local found = vim.tbl_map(function(one)
    return one.code or one.user_data.lsp.code
  end, vim.diagnostic.get(0))
  table.sort(found)
  return found
end

local function until_codes(...)
  local wanted = { ... }
  until_true(table.concat(wanted, ', '), function()
    return vim.deep_equal(codes(), wanted)
  end)
end

local function text()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

-- Chooses the action that a title fits, as somebody would in the menu.
local function act(title, context)
  vim.ui.select = function(items, _, on_choice)
    for number, item in ipairs(items) do
      local action = item.action or item[2]
      if action.title:find(title) then
        return on_choice(item, number)
      end
    end
    error('no action is called ' .. title .. ': ' .. vim.inspect(items))
  end
  local before = text()
  vim.lsp.buf.code_action(vim.fn.has('nvim-0.8') == 1 and { context = context } or context)
  until_true('the action ' .. title, function()
    return not vim.deep_equal(text(), before)
  end)
end

local function start()
  local config = { name = 'doppelint', cmd = { vim.env.DOPPELINT, 'server' }, root_dir = vim.fn.getcwd() }
  if vim.lsp.start then
    return vim.lsp.start(config)
  end
  local client = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(0, client)
  return client
end

local function session()
  vim.cmd('edit app.py')
  local client = start()
  until_codes('DPL101', 'DPL501')
  seen.diagnostics = vim.tbl_map(function(one)
    return { line = one.lnum, column = one.col, message = one.message, source = one.source, severity = one.severity }
  end, vim.diagnostic.get(0))

  vim.api.nvim_win_set_cursor(0, { 7, 11 })
  act('==')
  seen.fixed = text()
  until_codes('DPL101')

  vim.api.nvim_buf_set_lines(0, -1, -1, false, { '', '', 'def is_full(box):', '    return box.size is 4096' })
  until_codes('DPL101', 'DPL501')

  local position = { textDocument = vim.lsp.util.make_text_document_params(0), position = { line = 1, character = 5 } }
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/hover', position, 60000)
  seen.hover = answers[client] and answers[client].result or vim.NIL

  act('', { only = { 'source.fixAll' }, diagnostics = {} })
  seen.all_fixed = text()
  until_codes()
  vim.lsp.stop_client(client)
  until_true('the end of the server', function()
    return vim.lsp.get_client_by_id(client) == nil
  end)
end

local fine, problem = xpcall(session, debug.traceback)
if not fine then
  seen.problem = problem
  local log = io.open(vim.lsp.get_log_path())
  seen.log = log and log:read('*a') or ''
end
local file = io.open(vim.env.SEEN, 'w')
file:write(vim.fn.json_encode(seen))
file:close()
vim.cmd(fine and 'qall!' or 'cquit')
