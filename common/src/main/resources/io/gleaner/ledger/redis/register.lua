-- Announces a worker (LedgerRequest.Register; Workers.register).
-- ARGV  worker, its description (see WorkerCodec)
-- Returns 'registered', uid, spec (see SpecCodec), the view
local refused = refusal(0, true)
if refused then
  return refused
end
local worker, description = text(), text()
seen(worker, description)
return reply('registered', job.uid, redis.call('HGET', JOB, 'spec'), view())
