-- Put before exchange.lua: the commits of a batch (Exchanging.commit). Outcomes and arguments are described there.
local function failed(failure, index, token, kind, result)
  write()
  local attempt, jitter, errorTail = tonumber(ARGV[failure + 1]), tonumber(ARGV[failure + 2]), ARGV[failure + 3]
  local number = leaseIn(leases[index]).attempt
  leases[index] = false
  if backups then
    backups[index] = nil
  end
  local error, item, exitCode = failureIn(result)
  local before = historyOf(index)
  local failures = failuresAnd(before.failures, attempt, worker, exitCode, now, error)
  local counted = kind == 'I' and number - 1 or number
  if kind == 'J' then
    fail('FailurePolicy')
  end
  if kind == 'G' or kind == 'J' or counted >= job.maxAttempts then
    bury(index, packLetter(item, counted, exitCode, error, errorTail, failures), result)
    return 'c'
  end
  unlease(index)
  put('retries', job.retries + 1)
  local wait = delayAfter(attempt, jitter)
  putHistory(index, counted, now + wait, 0, before.suspect, error, newest(token, before.token), failures)
  return 'a', wait
end

-- A commit of one of an item's two attempts. One that decides the item goes on as if it had the only lease; the answer to one
-- that does not is returned (Exchanging.leftToTheOther).
local function commitOfTwo(failure, index, token, kind, result, second)
  local first = leaseIn(leases[index])
  local isSecond = second.token == token
  if not isSecond and first.token ~= token then
    return nil
  end
  write()
  if kind ~= 'F' and kind ~= 'I' then
    leases[index] = isSecond and backups[index] or leases[index]
    backups[index] = nil
    redis.call('HDEL', BACKUPS, index)
    freed[#freed + 1] = index
    return nil
  end
  local mine = isSecond and second or first
  if mine.worker ~= worker then
    giveBack(mine.worker, index, token)
  end
  local error, _, exitCode = failureIn(result)
  local attempt = tonumber(ARGV[failure + 1])
  local before = historyOf(index)
  put('retries', job.retries + 1)
  leases[index] = goOn(
    index, first, second, isSecond, kind == 'F', before.attempts, before.notBefore, 0, before.suspect, error,
    before.token, failuresAnd(before.failures, attempt, worker, exitCode, now, error))
  backups[index] = isSecond and 'spent' or nil
  return 'a', math.max(0, leaseIn(leases[index]).expiresAt - now)
end

local function commit(i, kind)
  local index, token = ARGV[commitsAt + i], ARGV[commitsAt + commits + i]
  local result, failure = ARGV[commitsAt + 2 * commits + i], failureAt
  if kind ~= 'D' then
    failureAt = failureAt + 3
  end
  local member = ' ' .. index .. ' ' .. token
  back[#back + 1] = worker .. member
  local second = backupLease(index)
  if second and not ended() then
    local left, wait = commitOfTwo(failure, index, token, kind, result, second)
    if left then
      return left, wait
    end
  end
  local lease = leases[index]
  -- A terminal item has no lease, so this refuses its commits too.
  if ended() or not lease or string.sub(lease, 1, #token + 1) ~= token .. ' ' then
    return 'r'
  end
  if string.sub(lease, -#spaceWorker) ~= spaceWorker then
    back[#back + 1] = leaseIn(lease).worker .. member
  end
  if kind ~= 'D' then
    return failed(failure, index, token, kind, result)
  end
  leases[index] = false
  if backups then
    backups[index] = nil
  end
  local count = #done + 1
  done[count] = index
  results[count] = result
  resultBytes = resultBytes + weight(result)
  -- More failures than are allowed: a dead letter was put back and the Job with it, while others still lie there.
  local over = job.maxFailed >= 0 and dead() > job.maxFailed
  if over or job.doneCount + count + dead() == job.total then
    write()
    endIfOver()
  end
  return 'c'
end
