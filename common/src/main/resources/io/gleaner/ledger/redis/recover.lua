-- Takes note of a restarted Redis (LedgerRequest.Recover; Recovery.recover).
-- ARGV  1 when nobody else can hold a lease
-- Returns 'recovered', epoch
if missing(true) then
  return absent()
end
if job.runId ~= runId then
  put('runId', runId)
  put('epoch', job.epoch + 1)
  put('leaderHolder', '')
  put('leaderToken', 0)
  put('leaderUntil', 0)
  -- Here the count costs nothing that matters.
  put('doneCount', redis.call('BITCOUNT', DONE))
  eachLease(function(index, lease)
    if lease.batch then
      drop(index, lease)
    else
      local before, backup = historyOf(index), backupOf(index)
      putHistory(
        index, lease.attempt, before.notBefore, 0, before.suspect, before.error == '' and LOST or before.error,
        backup and backup.token or newest(lease.token, before.token), before.failures)
    end
  end)
  redis.call('DEL', LEASES, BACKUPS)
  if text() == '1' then
    redis.call('DEL', WORKERS, GRANTS)
  else
    put('settlingUntil', now + job.leaseMillis)
  end
  endIfOver()
  changed = true
end
return reply('recovered', job.epoch)
