-- Reads waiting results; changes nothing (LedgerReading.results).
-- ARGV  position of the first one wanted, in how many bytes
-- Returns 'results', position of the first, an array of results; or 'lost', how many are not there that should be: whoever
--         deletes a list behind our back must not make anybody believe that all results were seen
local CHUNK = 100

local first, bytes = number(), number()
local results = {}
if not job.uid then
  return {micros, 'results', first, results}
end
local lost = job.resultsAdded - job.resultsFrom - redis.call('LLEN', RESULTS)
if lost ~= 0 then
  return {micros, 'lost', lost}
end
first = math.max(first, job.resultsFrom)
local from, size = first - job.resultsFrom, 0
while size < bytes or #results == 0 do
  local chunk = redis.call('LRANGE', RESULTS, digits(from), digits(from + CHUNK - 1))
  if #chunk == 0 then
    break
  end
  for _, result in ipairs(chunk) do
    if size > 0 and size + #result > bytes then
      return {micros, 'results', first, results}
    end
    size = size + #result
    results[#results + 1] = result
  end
  from = from + #chunk
end
return {micros, 'results', first, results}
