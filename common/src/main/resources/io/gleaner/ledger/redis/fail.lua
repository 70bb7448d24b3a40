-- Ends the Job as failed (LedgerRequest.Fail; Ending.fail).
-- ARGV  leader token, reason
-- Returns 'accepted'
local refused = refusal(number(), false)
if refused then
  return refused
end
fail(text())
return reply('accepted')
