-- Takes or renews the lead, on this server's clock.
-- KEYS[1] meta
-- ARGV[1] the holder, ARGV[2] how many milliseconds it lasts
-- Returns {leading, token} or {led, holder, milliseconds left}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local holder, ends = unpack(redis.call('HMGET', KEYS[1], 'holder', 'ends'))
if holder and holder ~= ARGV[1] and tonumber(ends) > now then
  return {'led', holder, string.format('%d', tonumber(ends) - now)}
end
if holder ~= ARGV[1] then
  redis.call('HINCRBY', KEYS[1], 'token', 1)
end
redis.call('HSET', KEYS[1], 'holder', ARGV[1], 'ends', string.format('%d', now + ARGV[2]))
return {'leading', redis.call('HGET', KEYS[1], 'token')}
