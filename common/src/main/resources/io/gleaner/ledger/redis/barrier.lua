-- Writes, always: what is answered behind this write is answered behind all that was written before (PROTOCOL.md, Barrier).
-- Stands alone, without the prelude.
-- KEYS[1] the Job's barrier counter
-- Returns the server's run_id
local SECONDS = 86400 -- the counter means nothing; it must not outlive its Job for ever

redis.call('INCR', KEYS[1])
redis.call('EXPIRE', KEYS[1], SECONDS)
return string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
