-- Creates, replaces or removes an object.
-- KEYS[1] objects: KIND/NAME -> "VERSION UID JSON"; KEYS[2] meta; KEYS[3] the channel for hints; KEYS[4] events: UID -> JSON
-- ARGV[1] KIND/NAME, ARGV[2] create, replace or remove, ARGV[3] uid, ARGV[4] the version that was read, ARGV[5] JSON
-- Returns {written, version}, {conflict, what is there} or {gone}
local there = redis.call('HGET', KEYS[1], ARGV[1])
if ARGV[2] == 'create' then
  if there then
    return {'conflict', there}
  end
else
  local version, uid = string.match(there or '', '^(%d+) (%S+) ')
  if uid ~= ARGV[3] then
    return {'gone'}
  end
  if ARGV[2] == 'replace' and version ~= ARGV[4] then
    return {'conflict', there}
  end
end
local version = redis.call('HINCRBY', KEYS[2], 'version', 1)
if ARGV[2] == 'remove' then
  redis.call('HDEL', KEYS[1], ARGV[1])
  redis.call('HDEL', KEYS[4], ARGV[3])
else
  redis.call('HSET', KEYS[1], ARGV[1], version .. ' ' .. ARGV[3] .. ' ' .. ARGV[5])
end
redis.call('PUBLISH', KEYS[3], 'changed')
return {'written', tostring(version)}
