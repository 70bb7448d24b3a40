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
  local lease, backup = leaseOf(index), backupOf(index)
  local second = backup and backup.token == token
  local mine = second and backup or lease and lease.token == token and lease
  if mine then
    if mine.worker ~= worker then
      giveBack(mine.worker, index, token)
    end
    if not ended() then
      local before = historyOf(index)
      local releases = before.releases + (started and 1 or 0)
      local counts = started and releases > FREE_RELEASES
      local attempts = counts and lease.attempt or before.attempts
      local newer = newest(lease.token, before.token)
      if backup then
        goOn(
          index, lease, backup, second, counts, attempts, before.notBefore, releases, before.suspect, before.error, newer,
          before.failures)
      else
        unlease(index)
        putHistory(index, attempts, before.notBefore, releases, before.suspect, before.error, newer, before.failures)
        freed[#freed + 1] = index
      end
    end
  end
end
return reply('released', view())
