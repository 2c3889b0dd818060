--- The name that somebody meant who wrote another one.

--- How many characters must be put, taken away or exchanged.
local function distance(a, b)
  local row = {}
  for j = 0, #b do
    row[j] = j
  end
  for i = 1, #a do
    local diagonal = row[0]
    row[0] = i
    for j = 1, #b do
      local cost = a:byte(i) == b:byte(j) and 0 or 1
      diagonal, row[j] = row[j], math.min(row[j] + 1, row[j - 1] + 1, diagonal + cost)
    end
  end
  return row[#b]
end

--- " (did you mean 'users'?)", or "" where no name is near.
--- @param word string
--- @param ... table<string, any> whose keys are the names
--- @return string
return function(word, ...)
  local best, best_distance = nil, math.min(4, math.max(2, #word))
  for _, set in ipairs { ... } do
    for name in pairs(set) do
      local d = distance(word, name)
      if d < best_distance or (d == best_distance and best and name < best) then
        best, best_distance = name, d
      end
    end
  end
  return best and (" (did you mean '%s'?)"):format(best) or ""
end
