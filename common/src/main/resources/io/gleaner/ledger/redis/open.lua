-- Opens the Job, or finds it open (LedgerRequest.Open; Filling.create and Filling.reopen).
-- ARGV  uid of a new Job, spec (see SpecCodec), and of the spec as numbers: leaseMillis, maxAttempts, initialDelay, maxDelay,
--       maxFailed, tolerateFailed, deadline, maxResultBytes, speculate
-- Returns 'opened', uid, generation, 1 when created, mark, digest, total, the view; or 'taken', the spec of the Job that is there
local function opened(created, digest)
  return reply('opened', job.uid, job.generation, created, job.mark, digest, job.total, view())
end

local uid, spec = text(), text()
if not job.uid then
  redis.call('DEL', unpack(KEYS))
  redis.call('HSET', JOB, 'spec', spec, 'digest', '')
  put('uid', uid)
  put('generation', 1)
  put('runId', runId)
  put('epoch', 1)
  for _, field in ipairs({
    'leaseMillis', 'maxAttempts', 'initialDelay', 'maxDelay', 'maxFailed', 'tolerateFailed', 'deadline',
    'maxResultBytes', 'speculate'}) do
    put(field, number())
  end
  put('openedAt', now)
  put('total', -1)
  put('phase', 'ACTIVE')
  put('reason', '')
  put('leaderHolder', '')
  for _, field in ipairs({
    'mark', 'suspended', 'lastToken', 'settlingUntil', 'leaderToken', 'leaderUntil', 'doneCount', 'resultsFrom',
    'resultsAdded', 'resultBytes', 'retries'}) do
    put(field, 0)
  end
  changed = true
  return opened(1, '')
end
local refused = refusal(0, true)
if refused then
  return refused
end
local there, digest = unpack(redis.call('HMGET', JOB, 'spec', 'digest'))
if there ~= spec then
  return reply('taken', there)
end
return opened(0, digest)
