-- Gives grants back unfinished (LedgerRequest.Release; Workers.release).
-- ARGV  worker, 1 when their handlers were started, number of grants, each: index, token
-- Returns 'released', the view
local FREE_RELEASES = 2 -- from so many in a row on, a release counts as an attempt

local refused = refusal(0, false)
if refused then
  return refused
end
local worker = text()
local started = text() == '1'
for _ = 1, number() do
  local index, token = text(), text()
  giveBack(worker, index, token)
  local lease = leaseOf(index)
  if lease and lease.token == token then
    if lease.worker ~= worker then
      giveBack(lease.worker, index, token)
    end
    if not ended() then
      redis.call('HDEL', LEASES, index)
      local before = historyOf(index)
      local releases = before.releases + (started and 1 or 0)
      local attempts = started and releases > FREE_RELEASES and lease.attempt or before.attempts
      putHistory(index, attempts, before.notBefore, releases, before.suspect, before.error, token, before.failures)
      freed[#freed + 1] = index
    end
  end
end
return reply('released', view())
