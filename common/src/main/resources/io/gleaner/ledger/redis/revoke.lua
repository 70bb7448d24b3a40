-- Declares a worker dead (LedgerRequest.Revoke; Workers.revoke).
-- ARGV  leader token, worker
-- Returns 'accepted'
local MAX_HINTS = 1000 -- who is told less finds out when the lease would have ended

local refused = refusal(number(), false)
if refused then
  return refused
end
local worker = text()
forget(worker)
eachLease(function(index, lease)
  local backup = backupOf(index)
  if backup and (lease.worker == worker or backup.worker == worker) then
    loseOneOfTwo(index, lease, backup, lease.worker ~= worker, now)
  elseif lease.worker == worker then
    lose(index, lease, now, 0)
    if #freed < MAX_HINTS then
      freed[#freed + 1] = index
    end
  end
end)
return reply('accepted')
