-- Former dead letters are confirmed by the broker (LedgerRequest.Republished).
-- ARGV  leader token, number of indexes, each index
-- Returns 'accepted'
local refused = refusal(number(), false)
if refused then
  return refused
end
for _ = 1, number() do
  redis.call('HDEL', REPUBLISH, text())
end
return reply('accepted')
