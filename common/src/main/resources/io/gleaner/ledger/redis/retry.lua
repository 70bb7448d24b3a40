-- Moves dead letters to the list of items to be published again (LedgerRequest.Retry; Retrying).
-- ARGV  leader token, number of indexes (0 for all dead letters), each index
-- Returns 'retrying', the indexes moved, 1 when the Job was reopened; or 'busy', number of workers
local refused = refusal(number(), false)
if refused then
  return refused
end
local reopen = ended()
-- A registration that has expired is none: its worker died without a word.
local workers = 0
if reopen then
  for _, worker in ipairs(redis.call('HKEYS', WORKERS)) do
    if live(worker) then
      workers = workers + 1
    end
  end
end
if reopen and (workers > 0 or not quiescent()) then
  return reply('busy', workers)
end
local asked = {}
for i = 1, number() do
  asked[i] = text()
end
if #asked == 0 then
  asked = redis.call('HKEYS', DEAD)
  table.sort(asked, function(a, b) return tonumber(a) < tonumber(b) end)
end
local moved = {}
for _, index in ipairs(asked) do
  local letter = redis.call('HGET', DEAD, index)
  if letter then
    redis.call('HDEL', DEAD, index)
    redis.call('HSET', REPUBLISH, index, bodyIn(letter))
    -- Every token that the item had before is older than this one will be.
    putHistory(index, 0, 0, 0, false, '', digits(job.lastToken), '')
    moved[#moved + 1] = tonumber(index)
  end
end
-- A Job of which nothing is left to do must not be reopened: nothing would ever end it again.
local itemsLeft = job.total < 0 or job.doneCount + dead() < job.total
local reopened = reopen and itemsLeft and (#moved > 0 or job.phase == 'FAILED')
if reopened then
  put('phase', 'ACTIVE')
  put('reason', '')
  put('generation', job.generation + 1)
  put('epoch', job.epoch + 1)
  put('openedAt', now)
  changed = true
end
return reply('retrying', moved, reopened and 1 or 0)
