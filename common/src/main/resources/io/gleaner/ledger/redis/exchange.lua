-- Commits outcomes, then claims items (LedgerRequest.Exchange; Exchanging).
-- ARGV  worker; number of commits, a column of their indexes, of their tokens, of their results (see ResultCodec), and their
--       kinds, a letter each (D done, F failed, G failed for good, J failed the Job, I ignored); of each that is not D: attempt,
--       jitter, tail of standard error; number of claims, a column of their indexes, how each is claimed, a letter each (a alone,
--       b in a batch, A and B with its body), their jitters between spaces; of each A and B: body
-- Returns 'exchanged', the commits' outcomes, a letter each, the claims' outcomes, a letter each, their numbers, the view.
--       Of a commit: c committed, r refused, a retry after (milliseconds). Of a claim: g granted (token, attempt), n not yet
--       (milliseconds), h held by another (milliseconds), q suspect, t terminal, b body wanted, o out of attempts, s suspended,
--       f results full (bytes), e ended, x not an item. In brackets: what it adds to the numbers.
--
-- A batch may be of up to 1,000 of each (LedgerRequest.Exchange.MOST: what is unpacked here must fit Lua's stack of 8,000), so
-- what is common is read and written by one call for all: leases, histories and done bits are read ahead, and what is done or
-- granted is written behind. Whatever else happens is written at once, after what waits. And most items are three arguments, a
-- letter or two and two numbers: Lua makes a string of each argument, and Redis and the client an object of each that is returned.
local MAX_ITEMS = 2147483647 -- JobSpec.MAX_ITEMS

-- The columns of commits are behind ARGV[commitsAt], those of claims behind ARGV[claimsAt]; what only some of them have is behind
-- ARGV[failureAt] and ARGV[bodyAt], which move on.
local commits, commitsAt, claims, claimsAt = 0, 0, 0, 0
local failureAt, bodyAt
local jitters -- of claims, once one is asked for

local worker, spaceWorker -- who asks, and what its leases end with

-- Read ahead, as they are kept; false for none.
local leases = {} -- index -> lease
local histories = {} -- index -> history
local bits = {} -- index -> 1 where it is done

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

local function failed(failure, index, token, kind, result)
  write()
  local attempt, jitter, errorTail = tonumber(ARGV[failure + 1]), tonumber(ARGV[failure + 2]), ARGV[failure + 3]
  leases[index] = false
  local error, item, exitCode = failureIn(result)
  local before = historyOf(index)
  local failures = failuresAnd(before.failures, attempt, worker, exitCode, now, error)
  local counted = kind == 'I' and attempt - 1 or attempt
  if kind == 'J' then
    fail('FailurePolicy')
  end
  if kind == 'G' or kind == 'J' or counted >= job.maxAttempts then
    bury(index, packLetter(item, counted, exitCode, error, errorTail, failures), result)
    return 'c'
  end
  redis.call('HDEL', LEASES, index)
  put('retries', job.retries + 1)
  local wait = delayAfter(attempt, jitter)
  putHistory(index, counted, now + wait, 0, before.suspect, error, token, failures)
  return 'a', wait
end

local function commit(i, kind)
  local index, token = ARGV[commitsAt + i], ARGV[commitsAt + commits + i]
  local failure = failureAt
  if kind ~= 'D' then
    failureAt = failureAt + 3
  end
  local member = ' ' .. index .. ' ' .. token
  back[#back + 1] = worker .. member
  local lease = leases[index]
  -- A terminal item has no lease, so this refuses its commits too.
  if ended() or not lease or string.sub(lease, 1, #token + 1) ~= token .. ' ' then
    return 'r'
  end
  if string.sub(lease, -#spaceWorker) ~= spaceWorker then
    back[#back + 1] = leaseIn(lease).worker .. member
  end
  local result = ARGV[commitsAt + 2 * commits + i]
  if kind ~= 'D' then
    return failed(failure, index, token, kind, result)
  end
  leases[index] = false
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
  return 'c'
end

local function grant(index, token, attempt, batch)
  local text = digits(token)
  local lease = packLease(text, attempt, now + job.leaseMillis, batch, worker)
  leases[index] = lease
  granted[#granted + 1] = index
  granted[#granted + 1] = lease
  listed[#listed + 1] = '0'
  listed[#listed + 1] = worker .. ' ' .. index .. ' ' .. text
  return 'g', token, attempt
end

local function outOfAttempts(index, history, body)
  if not body then
    return 'b'
  end
  write()
  bury(
    index,
    packLetter(body, history.attempts, -1, history.error, '', history.failures),
    packResult(index, body, history.attempts, worker, -1, history.error))
  return 'o'
end

local function jitterOf(i)
  if not jitters then
    jitters = {}
    for each in string.gmatch(ARGV[claimsAt + claims + 2], '%S+') do
      jitters[#jitters + 1] = tonumber(each)
    end
  end
  return jitters[i]
end

local function claim(i, how)
  local index, batch = ARGV[claimsAt + i], how == 'b' or how == 'B'
  local body
  if how == 'A' or how == 'B' then
    bodyAt = bodyAt + 1
    body = ARGV[bodyAt]
  end
  if ended() then
    return 'e'
  end
  if not isItem(index) then
    return 'x'
  end
  if bits[index] == 1 or buried(index) then
    return 't'
  end
  if job.total >= 0 and tonumber(index) >= job.total then
    return 'x'
  end
  local lease = leaseIn(leases[index])
  if lease and now < lease.expiresAt then
    if lease.worker == worker then
      return grant(index, tonumber(lease.token), lease.attempt, lease.batch and batch)
    end
    return 'h', lease.expiresAt - now
  end
  if job.suspended == 1 then
    return 's'
  end
  if settling() then
    return 'n', job.settlingUntil - now
  end
  if lease then
    write()
    lose(index, lease, lease.expiresAt, jitterOf(i))
    leases[index] = false
    histories[index] = redis.call('HGET', HISTORIES, index)
  end
  local history = historyIn(histories[index])
  local outcome, number
  if history.attempts >= job.maxAttempts then
    outcome = outOfAttempts(index, history, body)
  elseif now < history.notBefore then
    outcome, number = 'n', history.notBefore - now
  elseif job.maxResultBytes >= 0 and job.resultBytes >= job.maxResultBytes then
    outcome, number = 'f', job.resultBytes
  elseif batch and history.suspect then
    outcome = 'q'
  else
    return grant(index, newToken(), history.attempts + 1, batch)
  end
  if lease then
    freed[#freed + 1] = index
  end
  return outcome, number
end

local refused = refusal(0, false)
if refused then
  return refused
end
worker = text()
spaceWorker = ' ' .. worker
local committed, claimed, numbers = {}, {}, {}
commits = number()
commitsAt = at
if commits > 0 then
  readInto(leases, LEASES, commitsAt, commits)
end
at = at + 3 * commits
local kinds = text()
failureAt = at
for i = 1, commits do
  committed[i], numbers[#numbers + 1] = commit(i, string.sub(kinds, i, i))
end
write()
at = failureAt
claims = number()
claimsAt = at
if claims > 0 then
  readInto(leases, LEASES, claimsAt, claims)
  readInto(histories, HISTORIES, claimsAt, claims)
  readBits(claimsAt, claims)
end
local ways = ARGV[claimsAt + claims + 1]
bodyAt = claimsAt + claims + 2
for i = 1, claims do
  local outcome, first, second = claim(i, string.sub(ways, i, i))
  claimed[i] = outcome
  numbers[#numbers + 1] = first
  numbers[#numbers + 1] = second
end
write()
return reply('exchanged', table.concat(committed), table.concat(claimed), numbers, view())
