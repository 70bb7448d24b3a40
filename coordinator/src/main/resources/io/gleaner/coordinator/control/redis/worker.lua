-- Keeps or removes a worker's record, for the leader only.
-- KEYS[1] workers: UID -> JSON; KEYS[2] meta; KEYS[3] the channel for hints
-- ARGV[1] the leader's token, ARGV[2] uid, ARGV[3] JSON; empty removes
-- Returns {written} or {led}
local holder, token = unpack(redis.call('HMGET', KEYS[2], 'holder', 'token'))
if not holder or token ~= ARGV[1] then
  return {'led'}
end
if ARGV[3] == '' then
  redis.call('HDEL', KEYS[1], ARGV[2])
else
  redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
end
redis.call('HINCRBY', KEYS[2], 'version', 1)
redis.call('PUBLISH', KEYS[3], 'changed')
return {'written'}
