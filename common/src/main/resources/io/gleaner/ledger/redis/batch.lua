-- Put before commits.lua and exchange.lua: what a batch has read ahead, and what waits to be written.
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
