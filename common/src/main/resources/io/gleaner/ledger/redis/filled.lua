-- Raises the mark (LedgerRequest.Filled; Filling.filled).
-- ARGV  leader token, mark, digest
-- Returns 'accepted'
local refused = refusal(number(), false)
if refused then
  return refused
end
local mark, digest = number(), text()
if mark > job.mark then
  put('mark', mark)
  redis.call('HSET', JOB, 'digest', digest)
end
return reply('accepted')
