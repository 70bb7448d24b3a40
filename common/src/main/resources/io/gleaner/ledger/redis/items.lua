-- Put after the prelude in scripts that deal with leases: leases, histories, lost attempts, results and dead letters.

local LOST = 'lost with its worker'
local RESULT_OVERHEAD = 64 -- what a result counts beside its item, output and error (Collecting.OVERHEAD_BYTES)

local function leaseIn(value)
  if not value then
    return nil
  end
  local token, attempt, expiresAt, batch, worker = string.match(value, '^(%d+) (%d+) (%d+) (%d) (.*)$')
  return {
    token = token, attempt = tonumber(attempt), expiresAt = tonumber(expiresAt), batch = batch == '1', worker = worker}
end

local function leaseOf(index)
  return leaseIn(redis.call('HGET', LEASES, index))
end

local function packLease(token, attempt, expiresAt, batch, worker)
  return token .. ' ' .. digits(attempt) .. ' ' .. digits(expiresAt) .. (batch and ' 1 ' or ' 0 ') .. worker
end

local function putLease(index, token, attempt, expiresAt, batch, worker)
  redis.call('HSET', LEASES, index, packLease(token, attempt, expiresAt, batch, worker))
end

-- The lease of the item's backup attempt, nil where none runs (LedgerDraft.backup).
local function backupOf(index)
  if job.speculate ~= 1 then
    return nil
  end
  local value = redis.call('HGET', BACKUPS, index)
  return value and value ~= 'wanted' and value ~= 'spent' and leaseIn(value) or nil
end

-- Ends the item's lease, and what there is of a backup with it.
local function unlease(index)
  redis.call('HDEL', LEASES, index)
  if job.speculate == 1 then
    redis.call('HDEL', BACKUPS, index)
  end
end

-- The later of two tokens.
local function newest(one, other)
  return tonumber(one) < tonumber(other) and other or one
end

local NO_HISTORY = {attempts = 0, notBefore = 0, releases = 0, suspect = false, error = '', token = '0', failures = ''}

local function historyIn(value)
  if not value then
    return NO_HISTORY
  end
  local attempts, notBefore, releases, suspect, token, length, rest =
    string.match(value, '^(%d+) (%d+) (%d+) (%d) (%d+) (%d+) (.*)$')
  return {
    attempts = tonumber(attempts), notBefore = tonumber(notBefore), releases = tonumber(releases),
    suspect = suspect == '1', error = string.sub(rest, 1, tonumber(length)), token = token, failures = string.sub(rest, tonumber(length) + 1)}
end

local function historyOf(index)
  return historyIn(redis.call('HGET', HISTORIES, index))
end

local function putHistory(index, attempts, notBefore, releases, suspect, error, token, failures)
  redis.call(
    'HSET', HISTORIES, index,
    digits(attempts) .. ' ' .. digits(notBefore) .. ' ' .. digits(releases) .. (suspect and ' 1 ' or ' 0 ') .. token
      .. ' ' .. #error .. ' ' .. error .. failures)
end

-- Packed failures (see FailedAttemptCodec) with one more; the oldest goes when there are too many.
local MOST_FAILURES = 10 -- History.MOST_FAILURES
local function failuresAnd(failures, attempt, worker, exitCode, time, error)
  local count, at, second = 0, 1, 1
  while at <= #failures do
    local name, text = struct.unpack('>I4I4', failures, at + 16)
    at = at + 24 + name + text
    count = count + 1
    second = count == 1 and at or second
  end
  local kept = count < MOST_FAILURES and failures or string.sub(failures, second)
  return kept .. struct.pack('>i4i4i8I4I4', attempt, exitCode, time, #worker, #error) .. worker .. error
end

-- RetryPolicy.delayMillis: doubling up to a cap, half of it fixed and half by jitter (in thousandths).
local function delayAfter(failures, jitter)
  if failures <= 0 or job.initialDelay == 0 then
    return 0
  end
  local full = job.initialDelay
  for _ = 2, failures do
    if full >= job.maxDelay then
      break
    end
    full = full * 2
  end
  local half = math.floor(math.min(full, job.maxDelay) / 2)
  return half + math.floor(half * jitter / 1000)
end

-- One of two attempts has ended and has not decided the item: the other is all that is left (Speculating.goOn). Returns its
-- lease, packed.
local function goOn(index, first, second, secondEnded, counts, attempts, notBefore, releases, suspect, error, token, failures)
  local left = secondEnded and first or second
  local lease = packLease(
    left.token, counts and first.attempt + 1 or first.attempt, left.expiresAt, left.batch, left.worker)
  redis.call('HSET', LEASES, index, lease)
  if secondEnded then
    redis.call('HSET', BACKUPS, index, 'spent')
  else
    redis.call('HDEL', BACKUPS, index)
  end
  putHistory(
    index, counts and first.attempt or attempts, notBefore, releases, suspect, error, newest(token, second.token), failures)
  return lease
end

-- One of two attempts ended with its worker (Speculating.lose). Returns the other's lease, packed.
local function loseOneOfTwo(index, first, second, secondEnded, time)
  local lost = secondEnded and second or first
  if not live(lost.worker) then
    giveBack(lost.worker, index, lost.token)
  end
  put('retries', job.retries + 1)
  local before = historyOf(index)
  return goOn(
    index, first, second, secondEnded, true, before.attempts, before.notBefore, 0, before.suspect,
    before.error == '' and LOST or before.error, before.token,
    failuresAnd(before.failures, lost.attempt, lost.worker, -1, time, LOST))
end

-- Of a batch nothing counts, since it may not have been started; but it is granted alone from now on.
local function drop(index, lease)
  local before = historyOf(index)
  putHistory(index, before.attempts, before.notBefore, 0, true, before.error, lease.token, before.failures)
end

-- An attempt that ended with its worker counts; the first loss costs no delay. Of a batch none does.
local function lose(index, lease, time, jitter)
  unlease(index)
  if not live(lease.worker) then
    giveBack(lease.worker, index, lease.token)
  end
  if lease.batch then
    drop(index, lease)
    return
  end
  put('retries', job.retries + 1)
  local before = historyOf(index)
  putHistory(
    index, lease.attempt, time + delayAfter(lease.attempt - 1, jitter), 0, before.suspect,
    before.error == '' and LOST or before.error, newest(lease.token, before.token),
    failuresAnd(before.failures, lease.attempt, lease.worker, -1, time, LOST))
end

-- Calls act(index, lease) for every lease. Only for what is rare: a restart, a dead worker.
local function eachLease(act)
  for _, index in ipairs(redis.call('HKEYS', LEASES)) do
    act(index, leaseOf(index))
  end
end

-- What a packed result counts towards the limit on waiting results.
local function weight(result)
  local _, error, item, output = struct.unpack('>I4I4I4I4', result, 35)
  return RESULT_OVERHEAD + error + item + output
end

local function addResult(result)
  redis.call('RPUSH', RESULTS, result)
  put('resultsAdded', job.resultsAdded + 1)
  put('resultBytes', job.resultBytes + weight(result))
end

-- ResultCodec's format, of an item that becomes a dead letter without a handler's outcome.
local function packResult(index, item, attempt, worker, exitCode, error)
  return struct.pack(
    '>BBi8i4i4i8i8I4I4I4I4', 1, 0, tonumber(index), attempt, exitCode, now, 0, #worker, #error, #item, 0)
    .. worker .. error .. item
end

-- Error and item of a packed result, and its exit code.
local function failureIn(result)
  local exitCode = struct.unpack('>i4', result, 15)
  local worker, error, item = struct.unpack('>I4I4I4', result, 35)
  local from = 51 + worker
  return string.sub(result, from, from + error - 1),
    string.sub(result, from + error, from + error + item - 1),
    exitCode
end

-- DeadLetterCodec's format.
local function packLetter(item, attempts, exitCode, error, errorTail, failures)
  return struct.pack('>Bi4i4I4I4I4', 1, attempts, exitCode, #error, #errorTail, #failures)
    .. error .. errorTail .. failures .. item
end

local function bodyIn(letter)
  local error, tail, failures = struct.unpack('>I4I4I4', letter, 10)
  return string.sub(letter, 22 + error + tail + failures)
end

-- The item becomes terminal as a dead letter.
local function bury(index, letter, result)
  redis.call('HSET', DEAD, index, letter)
  deadCount = nil
  unlease(index)
  redis.call('HDEL', HISTORIES, index)
  addResult(result)
  endIfOver()
end
