-- A worker's last act (LedgerRequest.Leave; Workers.leave).
-- ARGV  worker
-- Returns 'left' or 'notQuiescent', the view
local refused = refusal(0, false)
if refused then
  return refused
end
if ended() and not quiescent() then
  return reply('notQuiescent', view())
end
forget(text())
return reply('left', view())
