-- Asks for or renews the lead (LedgerRequest.Lead; Filling.lead).
-- ARGV  holder, for how many milliseconds
-- Returns 'leading', token; or 'notLeader', holder, for how many milliseconds
local refused = refusal(0, false)
if refused then
  return refused
end
local holder, ttl = text(), number()
local held = job.leaderToken ~= 0 and now < job.leaderUntil
if held and job.leaderHolder ~= holder then
  return notLeader()
end
if not held then
  put('leaderToken', newToken())
  put('leaderHolder', holder)
end
put('leaderUntil', now + ttl)
return reply('leading', job.leaderToken)
