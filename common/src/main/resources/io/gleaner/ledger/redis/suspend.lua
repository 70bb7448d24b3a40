-- Suspends or resumes the Job (LedgerRequest.Suspend).
-- ARGV  leader token, 1 to suspend or 0 to resume
-- Returns 'accepted'
local refused = refusal(number(), false)
if refused then
  return refused
end
local suspended = number()
if suspended ~= job.suspended then
  put('suspended', suspended)
  changed = true
end
return reply('accepted')
