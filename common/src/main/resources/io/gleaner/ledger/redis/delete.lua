-- Deletes the Job; a tombstone stays for late workers (LedgerRequest.Delete; Recovery.delete).
-- ARGV  leader token
-- Returns 'accepted'
local TOMBSTONE_SECONDS = 86400 -- longer than any worker of the Job stays away

local refused = refusal(number(), false)
if refused then
  return refused
end
local phase, reason, quiet, suspended, epoch = unpack(view())
local uid = job.uid
redis.call('DEL', unpack(KEYS))
redis.call(
  'HSET', TOMBSTONE, 'uid', uid, 'phase', phase, 'reason', reason, 'quiescent', quiet, 'suspended', suspended,
  'epoch', digits(epoch))
redis.call('EXPIRE', TOMBSTONE, TOMBSTONE_SECONDS)
changes = {}
changed = true
returned = false
return reply('accepted')
