-- Looks for an item that an idle worker would start a second time (LedgerRequest.SeekStraggler; Speculating.seek).
-- ARGV  worker, from how many milliseconds on an item that runs is worth it
-- Returns 'sought', the item's index (-1 for none), for how many milliseconds to wait, the view
local MOST_IN_FLIGHT = 1000 -- backups are for the end of a Job

local refused = refusal(0, false)
if refused then
  return refused
end
local worker, long = text(), number()
local possible = job.speculate == 1 and not ended() and job.total >= 0 and job.suspended == 0 and not settling()
if not possible or redis.call('HLEN', LEASES) > MOST_IN_FLIGHT then
  return reply('sought', -1, 0, view())
end
local fresh, again -- the oldest lease without a backup, and the oldest whose backup was asked for; each with its index
local leases = redis.call('HGETALL', LEASES)
for i = 1, #leases, 2 do
  local lease = leaseIn(leases[i + 1])
  lease.index, lease.age = leases[i], tonumber(lease.token)
  if not lease.batch and lease.worker ~= worker and now < lease.expiresAt and lease.attempt < job.maxAttempts
    and redis.call('HEXISTS', WORKERS, lease.worker) == 1 then
    local backup = redis.call('HGET', BACKUPS, lease.index)
    if not backup then
      fresh = (not fresh or lease.age < fresh.age) and lease or fresh
    elseif backup == 'wanted' then
      again = (not again or lease.age < again.age) and lease or again
    end
  end
end
-- A token is the time of its grant.
local wait = fresh and math.max(0, math.floor(fresh.age / 1000) + long - now) or 0
local chosen = again
if fresh and wait == 0 then
  redis.call('HSET', BACKUPS, fresh.index, 'wanted')
  chosen = fresh
end
if not chosen then
  return reply('sought', -1, wait, view())
end
redis.call('PUBLISH', CHANNEL, 'straggler ' .. chosen.index)
return reply('sought', tonumber(chosen.index), 0, view())
