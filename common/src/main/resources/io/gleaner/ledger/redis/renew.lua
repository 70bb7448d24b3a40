-- A worker's heartbeat (LedgerRequest.Renew; Workers.renew).
-- ARGV  worker, its description, 1 when nothing but what is listed is held, the epoch that it knows, number of grants,
--       each: index, token, attempt, 1 when in a batch, 1 when live by the worker's own clock
-- Returns 'renewed', an array of 1 (held) and 0, the view
local worker, description = text(), text()
local complete = text() == '1'
local epoch = number()

local function extend(index, token, attempt, batch, live)
  if not live then
    return 0
  end
  local lease = leaseOf(index)
  if lease and lease.token == token then
    putLease(index, token, lease.attempt, now + job.leaseMillis, lease.batch, lease.worker)
    return 1
  end
  local backup = backupOf(index)
  if backup and backup.token == token then
    redis.call('HSET', BACKUPS, index, packLease(token, backup.attempt, now + job.leaseMillis, backup.batch, backup.worker))
    return 1
  end
  -- After a restart every lease was dropped; its holder may take it up again while nobody else can. Only under the newest
  -- token: an older one was superseded, though its holder may not have noticed.
  local newer = not lease or tonumber(lease.token) < tonumber(token)
  if settling() and epoch == job.epoch and newer and tonumber(token) >= tonumber(historyOf(index).token)
    and not terminal(index) then
    putLease(index, token, attempt, now + job.leaseMillis, batch, worker)
    put('lastToken', math.max(job.lastToken, tonumber(token)))
    return 1
  end
  return 0
end

local refused = refusal(0, false)
if refused then
  return refused
end
seen(worker, description)
local answers, listed = {}, {}
for i = 1, number() do
  local index, token, attempt, batch, live = text(), text(), number(), text() == '1', text() == '1'
  local member = worker .. ' ' .. index .. ' ' .. token
  -- Superseded or not, its handler may still run: it is listed until the worker gives it back.
  redis.call('ZADD', GRANTS, 0, member)
  listed[member] = true
  answers[i] = extend(index, token, attempt, batch, live)
end
if complete then
  local own = redis.call('ZRANGEBYLEX', GRANTS, '[' .. worker .. ' ', '(' .. worker .. '!')
  for _, member in ipairs(own) do
    if not listed[member] then
      redis.call('ZREM', GRANTS, member)
      returned = true
    end
  end
end
return reply('renewed', answers, view())
