-- Commits outcomes, then claims items (LedgerRequest.Exchange; Exchanging).
-- ARGV  worker; number of commits, a column of their indexes, of their tokens, of their results (see ResultCodec), and their
--       kinds, a letter each (D done, F failed, G failed for good, J failed the Job, I ignored); of each that is not D: attempt,
--       jitter, tail of standard error; number of claims, a column of their indexes, how each is claimed, a letter each (a alone,
--       b in a batch, A and B with its body), their jitters between spaces; of each A and B: body
-- Returns 'exchanged', the commits' outcomes, a letter each, the claims' outcomes, a letter each, their numbers, the view.
--       Of a commit: c committed, r refused, a retry after (milliseconds). Of a claim: g granted (token, attempt), n not yet
--       (milliseconds), h held by another (milliseconds), q suspect, t terminal, b body wanted, o out of attempts, s suspended,
--       f results full (bytes), e ended, x not an item. In brackets: what it adds to the numbers.
local function grant(index, token, attempt, batch)
  local text = digits(token)
  local lease = packLease(text, attempt, now + job.leaseMillis, batch, worker)
  leases[index] = lease
  granted[#granted + 1] = index
  granted[#granted + 1] = lease
  listed[#listed + 1] = '0'
  listed[#listed + 1] = worker .. ' ' .. index .. ' ' .. text
  return 'g', token, attempt
end

-- The lease of an item has ended, and its backup attempt has the item now.
local function promoted(index, lease, backup)
  write()
  leases[index] = loseOneOfTwo(index, lease, backup, false, lease.expiresAt)
  histories[index] = redis.call('HGET', HISTORIES, index)
  backups[index] = nil
  return leaseIn(leases[index])
end

local function grantBackup(index, token, attempt)
  local text = digits(token)
  backups[index] = packLease(text, attempt, now + job.leaseMillis, false, worker)
  redis.call('HSET', BACKUPS, index, backups[index])
  redis.call('ZADD', GRANTS, 0, worker .. ' ' .. index .. ' ' .. text)
  return 'g', token, attempt
end

-- A claim of what another holds: its own backup's grant again, a backup where one was sought, or nil (Speculating.claim).
local function claimBackup(index, lease, batch)
  local backup = backupLease(index)
  if backup and now >= backup.expiresAt then
    write()
    leases[index] = loseOneOfTwo(index, lease, backup, true, backup.expiresAt)
    histories[index] = redis.call('HGET', HISTORIES, index)
    backups[index] = 'spent'
  elseif backup and backup.worker == worker then
    return grantBackup(index, tonumber(backup.token), backup.attempt)
  elseif backups[index] == 'wanted' and job.suspended == 0 and not settling()
    and redis.call('HEXISTS', WORKERS, worker) == 1 then
    if batch then
      return 'q'
    end
    return grantBackup(index, newToken(), lease.attempt + 1)
  end
  return nil
end

local function outOfAttempts(index, history, body)
  if not body then
    return 'b'
  end
  write()
  bury(
    index,
    packLetter(body, history.attempts, -1, history.error, '', history.failures),
    packResult(index, body, history.attempts, worker, -1, history.error))
  return 'o'
end

local function jitterOf(i)
  if not jitters then
    jitters = {}
    for each in string.gmatch(ARGV[claimsAt + claims + 2], '%S+') do
      jitters[#jitters + 1] = tonumber(each)
    end
  end
  return jitters[i]
end

local function claim(i, how)
  local index, batch = ARGV[claimsAt + i], how == 'b' or how == 'B'
  local body
  if how == 'A' or how == 'B' then
    bodyAt = bodyAt + 1
    body = ARGV[bodyAt]
  end
  if ended() then
    return 'e'
  end
  if not isItem(index) then
    return 'x'
  end
  if bits[index] == 1 or buried(index) then
    return 't'
  end
  if job.total >= 0 and tonumber(index) >= job.total then
    return 'x'
  end
  local lease = leaseIn(leases[index])
  local backup = lease and now >= lease.expiresAt and backupLease(index)
  if backup then
    lease = promoted(index, lease, backup)
  end
  if lease and now < lease.expiresAt then
    if lease.worker == worker then
      return grant(index, tonumber(lease.token), lease.attempt, lease.batch and batch)
    end
    if backups then
      local outcome, second, attempt = claimBackup(index, lease, batch)
      if outcome then
        return outcome, second, attempt
      end
    end
    return 'h', lease.expiresAt - now
  end
  if job.suspended == 1 then
    return 's'
  end
  if settling() then
    return 'n', job.settlingUntil - now
  end
  if lease then
    write()
    lose(index, lease, lease.expiresAt, jitterOf(i))
    leases[index] = false
    if backups then
      backups[index] = nil
    end
    histories[index] = redis.call('HGET', HISTORIES, index)
  end
  local history = historyIn(histories[index])
  local outcome, number
  if history.attempts >= job.maxAttempts then
    outcome = outOfAttempts(index, history, body)
  elseif now < history.notBefore then
    outcome, number = 'n', history.notBefore - now
  elseif job.maxResultBytes >= 0 and job.resultBytes >= job.maxResultBytes then
    outcome, number = 'f', job.resultBytes
  elseif batch and history.suspect then
    outcome = 'q'
  else
    return grant(index, newToken(), history.attempts + 1, batch)
  end
  if lease then
    freed[#freed + 1] = index
  end
  return outcome, number
end

-- Whoever is granted something may come second, and is awaited for as long as it is registered (Speculating.granted).
local function heardOf(claimed)
  for _, outcome in ipairs(claimed) do
    if outcome == 'g' then
      local record = redis.call('HGET', WORKERS, worker)
      if record then
        seen(worker, string.match(record, '^%d+ %d+ (.*)$'))
      end
      return
    end
  end
end

local refused = refusal(0, false)
if refused then
  return refused
end
worker = text()
spaceWorker = ' ' .. worker
if job.speculate == 1 then
  readBackups()
end
local committed, claimed, numbers = {}, {}, {}
commits = number()
commitsAt = at
if commits > 0 then
  readInto(leases, LEASES, commitsAt, commits)
end
at = at + 3 * commits
local kinds = text()
failureAt = at
for i = 1, commits do
  committed[i], numbers[#numbers + 1] = commit(i, string.sub(kinds, i, i))
end
write()
at = failureAt
claims = number()
claimsAt = at
if claims > 0 then
  readInto(leases, LEASES, claimsAt, claims)
  readInto(histories, HISTORIES, claimsAt, claims)
  readBits(claimsAt, claims)
end
local ways = ARGV[claimsAt + claims + 1]
bodyAt = claimsAt + claims + 2
for i = 1, claims do
  local outcome, first, second = claim(i, string.sub(ways, i, i))
  claimed[i] = outcome
  numbers[#numbers + 1] = first
  numbers[#numbers + 1] = second
end
write()
if job.speculate == 1 then
  heardOf(claimed)
end
return reply('exchanged', table.concat(committed), table.concat(claimed), numbers, view())
