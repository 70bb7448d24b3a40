-- Reads the Job in figures; changes nothing (LedgerReading.summary).
-- ARGV  none of its own
-- Returns 'none'; or 'summary', uid, generation, spec, the view, openedAt, mark, total, done, failed, running, retries, number of
-- waiting results, position of the first, their bytes, leader, the workers: id, record, id, record ...
if not job.uid then
  return {micros, 'none'}
end
return {
  micros, 'summary', job.uid, job.generation, redis.call('HGET', JOB, 'spec'), view(), job.openedAt, job.mark, job.total,
  job.doneCount, dead(), redis.call('HLEN', LEASES), job.retries, redis.call('LLEN', RESULTS), job.resultsFrom,
  job.resultBytes, now < job.leaderUntil and job.leaderHolder or '', redis.call('HGETALL', WORKERS)}
