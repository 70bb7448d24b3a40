-- Put before the text of every script that answers a request; what it does is LedgerRules.answer, LedgerDraft and Ending.
--
-- KEYS, the same for every script, all with the hash tag {JOB}:
--    1 job        hash: the Job's fixed-size facts, see FIELDS; also spec and digest, which only some scripts read
--    2 done       bitmap: one bit an item
--    3 leases     hash: index -> "token attempt expiresAt batch worker"; batch is 1 or 0
--    4 histories  hash: index -> "attempts notBefore releases suspect token length error failures"; only of items that
--                 were started in vain; suspect is 1 or 0
--    5 dead       hash: index -> dead letter (see DeadLetterCodec)
--    6 republish  hash: index -> body of a former dead letter
--    7 workers    hash: id -> "registeredAt seenAt " and the worker's own description
--    8 grants     sorted set, all scores 0: "worker index token", so that one worker's grants are a range
--    9 results    list of results that wait to be collected (see ResultCodec)
--   10 tombstone  hash: uid and verdict of a deleted Job
--   11 backups    hash: index -> "wanted", "spent" or a lease; beside a lease, and only where spec.speculate is set
-- ARGV[1] the uid that the caller means, empty where it does not know yet
-- ARGV[2] the channel for hints; ARGV from 3 on are the script's own, read in order by text() and number()
-- Returns an array: the server's time in microseconds, the kind of reply, the reply's fields.
--
-- Tokens and times stay below 2^53, so Lua's numbers hold them exactly. Indexes and tokens are kept as the decimal text that
-- came in wherever nothing is computed from them.
local JOB, DONE, LEASES, HISTORIES, DEAD, REPUBLISH, WORKERS, GRANTS, RESULTS, TOMBSTONE, BACKUPS = unpack(KEYS)
local UID, CHANNEL = ARGV[1], ARGV[2]

local clock = redis.call('TIME')
local micros = tonumber(clock[1]) * 1000000 + tonumber(clock[2])
local now = math.floor(micros / 1000)
local runId = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')

local TEXTS = 5 -- so many of FIELDS are texts, the others numbers
local FIELDS = {
  'uid', 'runId', 'phase', 'reason', 'leaderHolder',
  'generation', 'epoch', 'leaseMillis', 'maxAttempts', 'initialDelay', 'maxDelay', 'maxFailed', 'tolerateFailed',
  'deadline', 'maxResultBytes', 'speculate', 'openedAt', 'mark', 'total', 'suspended', 'lastToken', 'settlingUntil', 'leaderToken',
  'leaderUntil', 'doneCount', 'resultsFrom', 'resultsAdded', 'resultBytes', 'retries'}

local job = {}
local values = redis.call('HMGET', JOB, unpack(FIELDS))
for i, field in ipairs(FIELDS) do
  job[field] = i > TEXTS and tonumber(values[i]) or values[i]
end

local changes = {} -- fields of job to be written at the end
local changed = false -- whether others should look at the Job again
local returned = false -- whether a grant was given back
local freed = {} -- indexes that others may claim

local at = 2
local function text()
  at = at + 1
  return ARGV[at]
end
local function number()
  return tonumber(text())
end

-- '%d' is a third quicker, but stands for a C long: on a Redis of 32 bits that is too small for a time.
local WHOLE = string.format('%d', 2 ^ 40) == '1099511627776' and '%d' or '%.0f'
local function digits(value)
  return string.format(WHOLE, value)
end

local function put(field, value)
  job[field] = value
  changes[field] = true
end

local function settling()
  return now < job.settlingUntil
end

local deadCount -- asked for once, and again when it has changed
local function dead()
  deadCount = deadCount or redis.call('HLEN', DEAD)
  return deadCount
end

local function buried(index)
  return dead() > 0 and redis.call('HEXISTS', DEAD, index) == 1
end

local function terminal(index)
  return redis.call('GETBIT', DONE, index) == 1 or buried(index)
end

local function ended()
  return job.phase ~= 'ACTIVE'
end

-- A registration expires one lease time after it was last heard of.
local function live(worker)
  local record = redis.call('HGET', WORKERS, worker)
  local seen = record and string.match(record, '^%d+ (%d+) ')
  return seen and now < tonumber(seen) + job.leaseMillis
end

-- Steps from worker to worker, not from grant to grant, and only once the Job has ended.
local function quiescent()
  if not ended() or settling() then
    return false
  end
  local from = '-'
  while true do
    local first = redis.call('ZRANGEBYLEX', GRANTS, from, '+', 'LIMIT', 0, 1)[1]
    if not first then
      return true
    end
    local worker = string.match(first, '^(%S+)')
    if live(worker) then
      return false
    end
    from = '(' .. worker .. '!' -- '!' follows the space after the worker's id
  end
end

local function view()
  return {job.phase, job.reason, quiescent() and 1 or 0, job.suspended, job.epoch}
end

local function fail(reason)
  if not ended() then
    put('phase', 'FAILED')
    put('reason', reason)
    changed = true
  end
end

local function checkDeadline()
  if job.deadline >= 0 and job.suspended == 0 and now >= job.openedAt + job.deadline then
    fail('DeadlineExceeded')
  end
end

local function endIfOver()
  if ended() then
    return
  end
  checkDeadline()
  if job.total < 0 and job.maxFailed < 0 then
    return
  end
  local failed = dead()
  if job.maxFailed >= 0 and failed > job.maxFailed then
    fail('MaxFailedItemsExceeded')
  elseif job.total >= 0 and job.doneCount + failed == job.total then
    -- The count is only kept for speed; the bits decide.
    local bits = redis.call('BITCOUNT', DONE)
    if bits ~= job.doneCount then
      put('doneCount', bits)
    elseif failed > math.max(0, job.tolerateFailed) then
      fail('FailedItems')
    elseif not ended() then
      put('phase', 'COMPLETE')
      changed = true
    end
  end
end

local function newToken()
  put('lastToken', math.max(job.lastToken + 1, micros))
  return job.lastToken
end

local function giveBack(worker, index, token)
  if redis.call('ZREM', GRANTS, worker .. ' ' .. index .. ' ' .. token) == 1 then
    returned = true
  end
end

-- Removes a worker and all its grants.
local function forget(worker)
  redis.call('HDEL', WORKERS, worker)
  if redis.call('ZREMRANGEBYLEX', GRANTS, '[' .. worker .. ' ', '(' .. worker .. '!') > 0 then
    returned = true
  end
end

-- Notes that a worker was heard of.
local function seen(worker, description)
  local record = redis.call('HGET', WORKERS, worker)
  local since = record and string.match(record, '^(%d+) ') or digits(now)
  redis.call('HSET', WORKERS, worker, since .. ' ' .. digits(now) .. ' ' .. description)
end

-- Writes what has changed, tells the others, and makes the answer.
local function reply(...)
  local fields = {}
  for field in pairs(changes) do
    local value = job[field]
    fields[#fields + 1] = field
    fields[#fields + 1] = type(value) == 'number' and digits(value) or value
  end
  if #fields > 0 then
    redis.call('HSET', JOB, unpack(fields))
  end
  if changed or (returned and quiescent()) then
    redis.call('PUBLISH', CHANNEL, 'changed')
  end
  for _, index in ipairs(freed) do
    redis.call('PUBLISH', CHANNEL, 'freed ' .. index)
  end
  return {micros, ...}
end

local function absent()
  local stone = redis.call('HMGET', TOMBSTONE, 'uid', 'phase', 'reason', 'quiescent', 'suspended', 'epoch')
  if stone[1] and (UID == '' or stone[1] == UID) then
    local verdict =
      {stone[2], stone[3], tonumber(stone[4]), tonumber(stone[5]), tonumber(stone[6])}
    return {micros, 'absent', verdict}
  end
  return {micros, 'absent'}
end

local function notLeader()
  return reply('notLeader', job.leaderHolder, math.max(0, job.leaderUntil - now))
end

-- Whether the Job that the caller means is not there; it may mean whichever is there if it may not know the uid yet.
local function missing(mayNotKnow)
  return not job.uid or (UID ~= job.uid and not (mayNotKnow and UID == ''))
end

-- What comes before every request: the answer that refuses it, or nil.
--   leader      the token of a request that only the leader may make, else 0
--   mayNotKnow  whether the caller may not know the uid yet
local function refusal(leader, mayNotKnow)
  if missing(mayNotKnow) then
    return absent()
  end
  if job.runId ~= runId then
    return {micros, 'restarted'}
  end
  checkDeadline()
  if leader ~= 0 and leader ~= job.leaderToken then
    return notLeader()
  end
  return nil
end
