-- Writes, always: what is answered behind this write is answered behind all that was written before (PROTOCOL.md, Barrier).
-- Stands alone, without the prelude.
-- KEYS  1 a counter for when there is no Job, 2 the Job's hash
-- Returns the server's run_id, the Job's uid (empty if there is none), and how many barriers of it were begun: a number that
--         only grows, unless Redis comes back with an older state
local SECONDS = 60 -- this counter means nothing, and nobody would delete it

local runId = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local uid = redis.call('HGET', KEYS[2], 'uid')
if uid then
  return {runId, uid, redis.call('HINCRBY', KEYS[2], 'barriers', 1)}
end
redis.call('INCR', KEYS[1])
redis.call('EXPIRE', KEYS[1], SECONDS)
return {runId, '', 0}
