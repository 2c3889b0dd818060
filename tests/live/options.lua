--- Command line options of the live tests' programs: --name value, or --name alone for a switch.
local options = {}

local function fail(help, message)
    io.stderr:write(message, "\n", help)
    os.exit(2)
end

--- Reads the program's arguments. defaults: name -> default; a number asks for a number, false is a
--- switch, "" is optional text. Arguments that are no options are left in the list part.
function options.parse(help, defaults)
    local result, i = {}, 1
    for name, value in pairs(defaults) do result[name] = value end
    while arg[i] do
        local name = arg[i]:match "^%-%-(.+)$"
        if name == "help" then
            io.write(help)
            os.exit(0)
        elseif not name then
            table.insert(result, arg[i])
        elseif defaults[name] == nil then
            fail(help, "unknown option " .. arg[i])
        elseif defaults[name] == false then
            result[name] = true
        else
            i = i + 1
            local value = arg[i] or fail(help, "--" .. name .. " needs a value")
            if type(defaults[name]) == "number" then
                value = tonumber(value) or fail(help, "--" .. name .. " needs a number")
            end
            result[name] = value
        end
        i = i + 1
    end
    return result
end

return options
