-- Reads all of a hash, or one field of it, and the store's version.
-- KEYS[1] objects or workers, KEYS[2] meta
-- ARGV[1] the field; empty for all, - for none
-- Returns {version, value...}
local found = {redis.call('HGET', KEYS[2], 'version') or '0'}
if ARGV[1] == '' then
  for _, value in ipairs(redis.call('HVALS', KEYS[1])) do
    found[#found + 1] = value
  end
elseif ARGV[1] ~= '-' then
  local value = redis.call('HGET', KEYS[1], ARGV[1])
  if value then
    found[2] = value
  end
end
return found
