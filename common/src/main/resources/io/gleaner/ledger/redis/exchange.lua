-- Commits outcomes, then claims items (LedgerRequest.Exchange; Exchanging).
-- ARGV  worker; number of commits, then a column for each of: index, token, kind (Outcome.Kind), result (see ResultCodec),
--       attempt, jitter, tail of standard error; number of claims, then a column for each of: index, 1 for in a batch,
--       jitter, 1 or 0 for with or without body, body
-- Returns 'exchanged', the commits' outcomes, the claims' outcomes, the view. Each outcome is an array, its kind first.
--
-- A batch may be of up to 1,000 of each (LedgerRequest.Exchange.MOST: what is unpacked here must fit Lua's stack of 8,000), so
-- what is common is read and written by one call for all: leases, histories and done bits are read ahead, and what is done or
-- granted is written behind. Whatever else happens is written at once, after what waits. For the same reason arguments come in
-- columns: of most items only the first ones are ever looked at.
local MAX_ITEMS = 2147483647 -- JobSpec.MAX_ITEMS

local COMMITTED, TERMINAL = {'committed'}, {'terminal'}

-- The columns of commits are behind ARGV[commitsAt], those of claims behind ARGV[claimsAt].
local commits, commitsAt, claims, claimsAt = 0, 0, 0, 0

local worker, spaceWorker -- who asks, and what its leases end with

-- Read ahead, as they are kept; false for none.
local leases = {} -- index -> lease
local histories = {} -- index -> history
local bits = {} -- index -> 1 where it is done
local backups = false -- index -> what is kept of its backup attempt; false where nothing is of any item's

local function readBackups()
  local kept = redis.call('HGETALL', BACKUPS)
  if #kept > 0 then
    backups = {}
    for i = 1, #kept, 2 do
      backups[kept[i]] = kept[i + 1]
    end
  end
end

-- The lease of the item's backup attempt, nil where none runs.
local function backupLease(index)
  local kept = backups and backups[index]
  return kept and kept ~= 'wanted' and kept ~= 'spent' and leaseIn(kept) or nil
end

local function readInto(found, key, from, count)
  for i, value in ipairs(redis.call('HMGET', key, unpack(ARGV, from + 1, from + count))) do
    found[ARGV[from + i]] = value
  end
end

local function isItem(index)
  return #index < 10 or tonumber(index) < MAX_ITEMS
end

-- Of what cannot be an item there may be no bit either.
local function readBits(from, count)
  local asked, gets = {}, {}
  for i = from + 1, from + count do
    local index = ARGV[i]
    if isItem(index) then
      asked[#asked + 1] = index
      local last = 3 * #asked
      gets[last - 2], gets[last - 1], gets[last] = 'GET', 'u1', index
    end
  end
  if #asked > 0 then
    for i, bit in ipairs(redis.call('BITFIELD_RO', DONE, unpack(gets))) do
      bits[asked[i]] = bit
    end
  end
end

-- What waits to be written.
local done, results, resultBytes, back = {}, {}, 0, {} -- indexes, packed results, their weight, members of GRANTS
local granted, listed = {}, {} -- fields and values of LEASES, scores and members of GRANTS

local function writeBits()
  local sets = {}
  for i, index in ipairs(done) do
    local last = 4 * i
    sets[last - 3], sets[last - 2], sets[last - 1], sets[last] = 'SET', 'u1', index, '1'
  end
  redis.call('BITFIELD', DONE, unpack(sets))
end

-- What takes memory comes first: a Redis that has none refuses a script's first write only if it is one of these.
local function write()
  if #done > 0 then
    writeBits()
    redis.call('RPUSH', RESULTS, unpack(results))
    redis.call('HDEL', LEASES, unpack(done))
    redis.call('HDEL', HISTORIES, unpack(done))
    if backups then
      redis.call('HDEL', BACKUPS, unpack(done))
    end
    put('doneCount', job.doneCount + #done)
    put('resultsAdded', job.resultsAdded + #done)
    put('resultBytes', job.resultBytes + resultBytes)
  end
  if #granted > 0 then
    redis.call('HSET', LEASES, unpack(granted))
    redis.call('ZADD', GRANTS, unpack(listed))
  end
  if #back > 0 then
    returned = redis.call('ZREM', GRANTS, unpack(back)) > 0 or returned
  end
  done, results, resultBytes, back, granted, listed = {}, {}, 0, {}, {}, {}
end

local function failed(i, index, token, kind, result)
  write()
  local attempt = tonumber(ARGV[commitsAt + 4 * commits + i])
  local jitter = tonumber(ARGV[commitsAt + 5 * commits + i])
  local errorTail = ARGV[commitsAt + 6 * commits + i]
  local number = leaseIn(leases[index]).attempt
  leases[index] = false
  if backups then
    backups[index] = nil
  end
  local error, item, exitCode = failureIn(result)
  local before = historyOf(index)
  local failures = failuresAnd(before.failures, attempt, worker, exitCode, now, error)
  local counted = kind == 'IGNORED' and number - 1 or number
  if kind == 'FAILED_THE_JOB' then
    fail('FailurePolicy')
  end
  if kind == 'FAILED_FOR_GOOD' or kind == 'FAILED_THE_JOB' or counted >= job.maxAttempts then
    bury(index, packLetter(item, counted, exitCode, error, errorTail, failures), result)
    return COMMITTED
  end
  unlease(index)
  put('retries', job.retries + 1)
  local wait = delayAfter(attempt, jitter)
  putHistory(index, counted, now + wait, 0, before.suspect, error, newest(token, before.token), failures)
  return {'retryAfter', wait}
end

-- A commit of one of an item's two attempts. One that decides the item goes on as if it had the only lease; the answer to one
-- that does not is returned (Exchanging.leftToTheOther).
local function commitOfTwo(i, index, token, second)
  local first = leaseIn(leases[index])
  local isSecond = second.token == token
  if not isSecond and first.token ~= token then
    return nil
  end
  write()
  local kind = ARGV[commitsAt + 2 * commits + i]
  if kind ~= 'FAILED' and kind ~= 'IGNORED' then
    leases[index] = isSecond and backups[index] or leases[index]
    backups[index] = nil
    redis.call('HDEL', BACKUPS, index)
    freed[#freed + 1] = index
    return nil
  end
  local mine = isSecond and second or first
  if mine.worker ~= worker then
    giveBack(mine.worker, index, token)
  end
  local error, _, exitCode = failureIn(ARGV[commitsAt + 3 * commits + i])
  local attempt = tonumber(ARGV[commitsAt + 4 * commits + i])
  local before = historyOf(index)
  put('retries', job.retries + 1)
  leases[index] = goOn(
    index, first, second, isSecond, kind == 'FAILED', before.attempts, before.notBefore, 0, before.suspect, error,
    before.token, failuresAnd(before.failures, attempt, worker, exitCode, now, error))
  backups[index] = isSecond and 'spent' or nil
  return {'retryAfter', math.max(0, leaseIn(leases[index]).expiresAt - now)}
end

local function commit(i)
  local index, token = ARGV[commitsAt + i], ARGV[commitsAt + commits + i]
  local member = ' ' .. index .. ' ' .. token
  back[#back + 1] = worker .. member
  local second = backupLease(index)
  if second and not ended() then
    local left = commitOfTwo(i, index, token, second)
    if left then
      return left
    end
  end
  local lease = leases[index]
  -- A terminal item has no lease, so this refuses its commits too.
  if ended() or not lease or string.sub(lease, 1, #token + 1) ~= token .. ' ' then
    return {'refused'}
  end
  if string.sub(lease, -#spaceWorker) ~= spaceWorker then
    back[#back + 1] = leaseIn(lease).worker .. member
  end
  local kind, result = ARGV[commitsAt + 2 * commits + i], ARGV[commitsAt + 3 * commits + i]
  if kind ~= 'DONE' then
    return failed(i, index, token, kind, result)
  end
  leases[index] = false
  if backups then
    backups[index] = nil
  end
  local count = #done + 1
  done[count] = index
  results[count] = result
  resultBytes = resultBytes + weight(result)
  -- More failures than are allowed: a dead letter was put back and the Job with it, while others still lie there.
  local over = job.maxFailed >= 0 and dead() > job.maxFailed
  if over or job.doneCount + count + dead() == job.total then
    write()
    endIfOver()
  end
  return COMMITTED
end

local function grant(index, token, attempt, batch)
  local text = digits(token)
  local lease = packLease(text, attempt, now + job.leaseMillis, batch, worker)
  leases[index] = lease
  granted[#granted + 1] = index
  granted[#granted + 1] = lease
  listed[#listed + 1] = '0'
  listed[#listed + 1] = worker .. ' ' .. index .. ' ' .. text
  return {'granted', token, attempt}
end

-- The lease of an item has ended, and its backup attempt has the item now.
local function promoted(index, lease, backup)
  write()
  leases[index] = loseOneOfTwo(index, lease, backup, false, lease.expiresAt)
  histories[index] = redis.call('HGET', HISTORIES, index)
  backups[index] = nil
  return leaseIn(leases[index])
end

local function grantBackup(index, token, attempt)
  local text = digits(token)
  backups[index] = packLease(text, attempt, now + job.leaseMillis, false, worker)
  redis.call('HSET', BACKUPS, index, backups[index])
  redis.call('ZADD', GRANTS, 0, worker .. ' ' .. index .. ' ' .. text)
  return {'granted', token, attempt}
end

-- A claim of what another holds: its own backup's grant again, a backup where one was sought, or nil (Speculating.claim).
local function claimBackup(index, lease, batch)
  local backup = backupLease(index)
  if backup and now >= backup.expiresAt then
    write()
    leases[index] = loseOneOfTwo(index, lease, backup, true, backup.expiresAt)
    histories[index] = redis.call('HGET', HISTORIES, index)
    backups[index] = 'spent'
  elseif backup and backup.worker == worker then
    return grantBackup(index, tonumber(backup.token), backup.attempt)
  elseif backups[index] == 'wanted' and job.suspended == 0 and not settling()
    and redis.call('HEXISTS', WORKERS, worker) == 1 then
    return batch and {'suspect'} or grantBackup(index, newToken(), lease.attempt + 1)
  end
  return nil
end

local function outOfAttempts(i, index, history)
  if ARGV[claimsAt + 3 * claims + i] == '0' then
    return {'bodyWanted'}
  end
  local body = ARGV[claimsAt + 4 * claims + i]
  write()
  bury(
    index,
    packLetter(body, history.attempts, -1, history.error, '', history.failures),
    packResult(index, body, history.attempts, worker, -1, history.error))
  return {'outOfAttempts'}
end

local function claim(i)
  local index, batch = ARGV[claimsAt + i], ARGV[claimsAt + claims + i] == '1'
  if ended() then
    return {'ended'}
  end
  if not isItem(index) then
    return {'notAnItem'}
  end
  if bits[index] == 1 or buried(index) then
    return TERMINAL
  end
  if job.total >= 0 and tonumber(index) >= job.total then
    return {'notAnItem'}
  end
  local lease = leaseIn(leases[index])
  local backup = lease and now >= lease.expiresAt and backupLease(index)
  if backup then
    lease = promoted(index, lease, backup)
  end
  if lease and now < lease.expiresAt then
    if lease.worker == worker then
      return grant(index, tonumber(lease.token), lease.attempt, lease.batch and batch)
    end
    local second = backups and claimBackup(index, lease, batch)
    if second then
      return second
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
    write()
    lose(index, lease, lease.expiresAt, tonumber(ARGV[claimsAt + 2 * claims + i]))
    leases[index] = false
    if backups then
      backups[index] = nil
    end
    histories[index] = redis.call('HGET', HISTORIES, index)
  end
  local history = historyIn(histories[index])
  local outcome
  if history.attempts >= job.maxAttempts then
    outcome = outOfAttempts(i, index, history)
  elseif now < history.notBefore then
    outcome = {'notYet', history.notBefore - now}
  elseif job.maxResultBytes >= 0 and job.resultBytes >= job.maxResultBytes then
    outcome = {'resultsFull', job.resultBytes}
  elseif batch and history.suspect then
    outcome = {'suspect'}
  else
    return grant(index, newToken(), history.attempts + 1, batch)
  end
  if lease then
    freed[#freed + 1] = index
  end
  return outcome
end

-- Whoever is granted something may come second, and is awaited for as long as it is registered (Speculating.granted).
local function heardOf(claimed)
  for _, outcome in ipairs(claimed) do
    if outcome[1] == 'granted' then
      local record = redis.call('HGET', WORKERS, worker)
      if record then
        seen(worker, string.match(record, '^%d+ %d+ (.*)$'))
      end
      return
    end
  end
end

local refused = refusal(0, false)
if refused then
  return refused
end
worker = text()
spaceWorker = ' ' .. worker
if job.speculate == 1 then
  readBackups()
end
local committed, claimed = {}, {}
commits = number()
commitsAt = at
if commits > 0 then
  readInto(leases, LEASES, commitsAt, commits)
end
for i = 1, commits do
  committed[i] = commit(i)
end
write()
at = at + 7 * commits
claims = number()
claimsAt = at
if claims > 0 then
  readInto(leases, LEASES, claimsAt, claims)
  readInto(histories, HISTORIES, claimsAt, claims)
  readBits(claimsAt, claims)
end
for i = 1, claims do
  claimed[i] = claim(i)
end
write()
if job.speculate == 1 then
  heardOf(claimed)
end
return reply('exchanged', committed, claimed, view())
