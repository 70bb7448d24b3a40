-- No more items will come (LedgerRequest.Seal; Filling.seal).
-- ARGV  leader token, total
-- Returns 'accepted'; or 'sealRefused', mark, total
local refused = refusal(number(), false)
if refused then
  return refused
end
local total = number()
local otherTotal = job.total >= 0 and job.total ~= total
if otherTotal or (job.total < 0 and total ~= job.mark) then
  return reply('sealRefused', job.mark, job.total)
end
put('total', total)
endIfOver()
return reply('accepted')
