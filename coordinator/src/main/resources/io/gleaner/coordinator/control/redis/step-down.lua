-- Gives the lead back.
-- KEYS[1] meta
-- ARGV[1] the leader's token
-- Returns {}
if redis.call('HGET', KEYS[1], 'token') == ARGV[1] then
  redis.call('HDEL', KEYS[1], 'holder', 'ends')
end
return {}
