-- Keeps the events of an object that is there, for the leader only. Says nothing to those who wait: it changes no object.
-- KEYS[1] events: UID -> JSON; KEYS[2] meta; KEYS[3] unused; KEYS[4] objects: KIND/NAME -> "VERSION UID JSON"
-- ARGV[1] the leader's token, ARGV[2] KIND/NAME, ARGV[3] uid, ARGV[4] JSON
-- Returns {written} or {refused}
local holder, token = unpack(redis.call('HMGET', KEYS[2], 'holder', 'token'))
local there = redis.call('HGET', KEYS[4], ARGV[2])
local uid = string.match(there or '', '^%d+ (%S+) ')
if not holder or token ~= ARGV[1] or uid ~= ARGV[3] then
  return {'refused'}
end
redis.call('HSET', KEYS[1], ARGV[3], ARGV[4])
return {'written'}
