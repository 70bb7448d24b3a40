-- Deletes collected results (LedgerRequest.Discard; Collecting.discard).
-- ARGV  leader token, position before which all are deleted
-- Returns 'accepted'
local CHUNK = 500

local refused = refusal(number(), false)
if refused then
  return refused
end
local through = number()
while job.resultsFrom < through do
  local chunk = redis.call('LPOP', RESULTS, math.min(CHUNK, through - job.resultsFrom))
  if not chunk then
    break
  end
  for _, result in ipairs(chunk) do
    put('resultBytes', job.resultBytes - weight(result))
  end
  put('resultsFrom', job.resultsFrom + #chunk)
end
return reply('accepted')
