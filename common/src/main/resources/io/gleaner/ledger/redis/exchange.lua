-- Commits outcomes, then claims items (LedgerRequest.Exchange; Exchanging).
-- ARGV  worker, number of commits, each: index, token, attempt, kind (Outcome.Kind), jitter, tail of standard error,
--       result (see ResultCodec); number of claims, each: index, jitter, 1 or 0 for with or without body, body
-- Returns 'exchanged', the commits' outcomes, the claims' outcomes, the view. Each outcome is an array, its kind first.
local MAX_ITEMS = 2147483647 -- JobSpec.MAX_ITEMS

local function commit(worker)
  local index, token, attempt, kind = text(), text(), number(), text()
  local jitter, errorTail, result = number(), text(), text()
  giveBack(worker, index, token)
  local lease = leaseOf(index)
  -- A terminal item has no lease, so this refuses its commits too.
  if ended() or not lease or lease.token ~= token then
    return {'refused'}
  end
  if lease.worker ~= worker then
    giveBack(lease.worker, index, token)
  end
  if kind == 'DONE' then
    redis.call('HDEL', LEASES, index)
    redis.call('SETBIT', DONE, index, 1)
    redis.call('HDEL', HISTORIES, index)
    put('doneCount', job.doneCount + 1)
    addResult(result)
    endIfOver()
    return {'committed'}
  end
  local error, item, exitCode = failureIn(result)
  local failures = failuresAnd(historyOf(index).failures, attempt, worker, exitCode, now, error)
  local counted = kind == 'IGNORED' and attempt - 1 or attempt
  if kind == 'FAILED_THE_JOB' then
    fail('FailurePolicy')
  end
  if kind == 'FAILED_FOR_GOOD' or kind == 'FAILED_THE_JOB' or counted >= job.maxAttempts then
    bury(index, packLetter(item, counted, exitCode, error, errorTail, failures), result)
    return {'committed'}
  end
  redis.call('HDEL', LEASES, index)
  put('retries', job.retries + 1)
  local wait = delayAfter(attempt, jitter)
  putHistory(index, counted, now + wait, 0, error, token, failures)
  return {'retryAfter', wait}
end

local function grant(worker, index, token, attempt)
  putLease(index, token, attempt, now + job.leaseMillis, worker)
  redis.call('ZADD', GRANTS, 0, worker .. ' ' .. index .. ' ' .. token)
  return {'granted', tonumber(token), attempt}
end

local function outOfAttempts(worker, index, history, body)
  if not body then
    return {'bodyWanted'}
  end
  bury(
    index,
    packLetter(body, history.attempts, -1, history.error, '', history.failures),
    packResult(index, body, history.attempts, worker, -1, history.error))
  return {'outOfAttempts'}
end

local function claim(worker, index, jitter, body)
  if ended() then
    return {'ended'}
  end
  if tonumber(index) >= MAX_ITEMS then
    return {'notAnItem'}
  end
  if terminal(index) then
    return {'terminal'}
  end
  if job.total >= 0 and tonumber(index) >= job.total then
    return {'notAnItem'}
  end
  local lease = leaseOf(index)
  if lease and now < lease.expiresAt then
    if lease.worker == worker then
      return grant(worker, index, lease.token, lease.attempt)
    end
    return {'heldByAnother', lease.expiresAt - now}
  end
  if job.suspended == 1 then
    return {'suspended'}
  end
  if settling() then
    return {'notYet', job.settlingUntil - now}
  end
  if lease then
    lose(index, lease, lease.expiresAt, jitter)
  end
  local history = historyOf(index)
  local outcome
  if history.attempts >= job.maxAttempts then
    outcome = outOfAttempts(worker, index, history, body)
  elseif now < history.notBefore then
    outcome = {'notYet', history.notBefore - now}
  elseif job.maxResultBytes >= 0 and job.resultBytes >= job.maxResultBytes then
    outcome = {'resultsFull', job.resultBytes}
  else
    return grant(worker, index, newToken(), history.attempts + 1)
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
local commits, claims = {}, {}
for i = 1, number() do
  commits[i] = commit(worker)
end
for i = 1, number() do
  local index, jitter = text(), number()
  local withBody, body = text() == '1', text()
  claims[i] = claim(worker, index, jitter, withBody and body or nil)
end
return reply('exchanged', commits, claims, view())
