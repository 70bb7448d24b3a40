-- Commits outcomes, then claims items (LedgerRequest.Exchange; Exchanging).
-- ARGV  worker, number of commits, each: index, token, attempt, kind (Outcome.Kind), jitter, tail of standard error,
--       result (see ResultCodec); number of claims, each: index, jitter, 1 for in a batch, 1 or 0 for with or without body,
--       body
-- Returns 'exchanged', the commits' outcomes, the claims' outcomes, the view. Each outcome is an array, its kind first.
--
-- A batch may be some hundreds of each, so what is common is read and written by one call for all: leases and histories are
-- read ahead, and what is done or granted is written behind. Whatever else happens is written at once, after what waits.
local MAX_ITEMS = 2147483647 -- JobSpec.MAX_ITEMS

local COMMITTED, TERMINAL = {'committed'}, {'terminal'}

local leases = {} -- index -> lease, or false for none
local histories = {} -- index -> history as it is kept, or false for none

local function readAhead(indexes)
  if #indexes > 0 then
    for i, value in ipairs(redis.call('HMGET', LEASES, unpack(indexes))) do
      leases[indexes[i]] = leaseIn(value) or false
    end
  end
end

-- What waits to be written.
local done, results, back = {}, {}, {} -- indexes, packed results, members of GRANTS
local granted, listed = {}, {} -- fields and values of LEASES, scores and members of GRANTS

local function write()
  if #back > 0 then
    returned = redis.call('ZREM', GRANTS, unpack(back)) > 0 or returned
  end
  if #done > 0 then
    redis.call('HDEL', LEASES, unpack(done))
    redis.call('HDEL', HISTORIES, unpack(done))
    redis.call('RPUSH', RESULTS, unpack(results))
  end
  if #granted > 0 then
    redis.call('HSET', LEASES, unpack(granted))
    redis.call('ZADD', GRANTS, unpack(listed))
  end
  done, results, back, granted, listed = {}, {}, {}, {}, {}
end

local function giveBackLater(worker, index, token)
  back[#back + 1] = worker .. ' ' .. index .. ' ' .. token
end

local function failed(worker, index, token, attempt, kind, jitter, errorTail, result)
  write()
  leases[index] = false
  local error, item, exitCode = failureIn(result)
  local before = historyOf(index)
  local failures = failuresAnd(before.failures, attempt, worker, exitCode, now, error)
  local counted = kind == 'IGNORED' and attempt - 1 or attempt
  if kind == 'FAILED_THE_JOB' then
    fail('FailurePolicy')
  end
  if kind == 'FAILED_FOR_GOOD' or kind == 'FAILED_THE_JOB' or counted >= job.maxAttempts then
    bury(index, packLetter(item, counted, exitCode, error, errorTail, failures), result)
    return COMMITTED
  end
  redis.call('HDEL', LEASES, index)
  put('retries', job.retries + 1)
  local wait = delayAfter(attempt, jitter)
  putHistory(index, counted, now + wait, 0, before.suspect, error, token, failures)
  return {'retryAfter', wait}
end

local function commit(worker, index, token, attempt, kind, jitter, errorTail, result)
  giveBackLater(worker, index, token)
  local lease = leases[index]
  -- A terminal item has no lease, so this refuses its commits too.
  if ended() or not lease or lease.token ~= token then
    return {'refused'}
  end
  if lease.worker ~= worker then
    giveBackLater(lease.worker, index, token)
  end
  if kind ~= 'DONE' then
    return failed(worker, index, token, attempt, kind, jitter, errorTail, result)
  end
  leases[index] = false
  redis.call('SETBIT', DONE, index, 1)
  done[#done + 1] = index
  results[#results + 1] = result
  put('doneCount', job.doneCount + 1)
  put('resultsAdded', job.resultsAdded + 1)
  put('resultBytes', job.resultBytes + weight(result))
  endIfOver()
  return COMMITTED
end

local function grant(worker, index, token, attempt, batch)
  local expiresAt = now + job.leaseMillis
  leases[index] = {token = token, attempt = attempt, expiresAt = expiresAt, batch = batch, worker = worker}
  granted[#granted + 1] = index
  granted[#granted + 1] = packLease(token, attempt, expiresAt, batch, worker)
  listed[#listed + 1] = 0
  listed[#listed + 1] = worker .. ' ' .. index .. ' ' .. token
  return {'granted', tonumber(token), attempt}
end

local function outOfAttempts(worker, index, history, body)
  if not body then
    return {'bodyWanted'}
  end
  write()
  bury(
    index,
    packLetter(body, history.attempts, -1, history.error, '', history.failures),
    packResult(index, body, history.attempts, worker, -1, history.error))
  return {'outOfAttempts'}
end

local function claim(worker, index, jitter, batch, body)
  if ended() then
    return {'ended'}
  end
  if tonumber(index) >= MAX_ITEMS then
    return {'notAnItem'}
  end
  if terminal(index) then
    return TERMINAL
  end
  if job.total >= 0 and tonumber(index) >= job.total then
    return {'notAnItem'}
  end
  local lease = leases[index]
  if lease and now < lease.expiresAt then
    if lease.worker == worker then
      return grant(worker, index, lease.token, lease.attempt, lease.batch and batch)
    end
    return {'heldByAnother', lease.expiresAt - now}
  end
  if job.suspended == 1 then
    return {'suspended'}
  end
  if settling() then
    return {'notYet', job.settlingUntil - now}
  end
  local history
  if lease then
    write()
    lose(index, lease, lease.expiresAt, jitter)
    leases[index] = false
    history = historyOf(index)
    histories[index] = redis.call('HGET', HISTORIES, index)
  else
    history = historyIn(histories[index])
  end
  local outcome
  if history.attempts >= job.maxAttempts then
    outcome = outOfAttempts(worker, index, history, body)
  elseif now < history.notBefore then
    outcome = {'notYet', history.notBefore - now}
  elseif job.maxResultBytes >= 0 and job.resultBytes >= job.maxResultBytes then
    outcome = {'resultsFull', job.resultBytes}
  elseif batch and history.suspect then
    outcome = {'suspect'}
  else
    return grant(worker, index, newToken(), history.attempts + 1, batch)
  end
  if lease then
    freed[#freed + 1] = index
  end
  return outcome
end

local refused = refusal(0, false)
if refused then
  return refused
end
local worker = text()
local commits, claims, indexes = {}, {}, {}
for i = 1, number() do
  indexes[i] = text()
  commits[i] = {indexes[i], text(), number(), text(), number(), text(), text()}
end
readAhead(indexes)
for i, each in ipairs(commits) do
  commits[i] = commit(worker, unpack(each))
end
write()
indexes = {}
for i = 1, number() do
  indexes[i] = text()
  local jitter, batch, withBody, body = number(), text() == '1', text() == '1', text()
  claims[i] = {indexes[i], jitter, batch, withBody and body or nil}
end
readAhead(indexes)
if #indexes > 0 then
  for i, value in ipairs(redis.call('HMGET', HISTORIES, unpack(indexes))) do
    histories[indexes[i]] = value
  end
end
for i, each in ipairs(claims) do
  claims[i] = claim(worker, unpack(each, 1, 4))
end
write()
return reply('exchanged', commits, claims, view())
