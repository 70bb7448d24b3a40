-- Gives the lead back (LedgerRequest.StepDown).
-- ARGV  leader token
-- Returns 'accepted'
local refused = refusal(number(), false)
if refused then
  return refused
end
put('leaderHolder', '')
put('leaderToken', 0)
put('leaderUntil', 0)
return reply('accepted')
