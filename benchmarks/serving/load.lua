-- Sends prepared requests, one at a time on each connection, and notes for each when it was sent, what came back, how
-- long it took and whether the body is the one expected. Run with as many threads as connections, so that a thread's
-- answers come in the order of its requests. Its arguments: a file of requests, a folder for the notes, the number of
-- threads, and "once" where each request is to be sent a single time.

local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long seconds; long nanoseconds; } moment;
  int clock_gettime(int clock, moment *now);
]]
local MONOTONIC = 1
local moment = ffi.new("moment")

local function microseconds()
  ffi.C.clock_gettime(MONOTONIC, moment)
  return tonumber(moment.seconds) * 1e6 + math.floor(tonumber(moment.nanoseconds) / 1e3)
end

local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

-- Each request of the file is a line "name length-of-request length-of-body", then both; a length of -1 stands for a
-- body that nobody foretells.
local function read(path)
  local file, requests = assert(io.open(path, "rb")), {}
  for line in file:lines() do
    local name, length, expected = line:match("^(%S+) (%d+) (%-?%d+)$")
    local request = {name = name, text = file:read(tonumber(length))}
    if expected ~= "-1" then
      request.body = tonumber(expected) == 0 and "" or file:read(tonumber(expected))
    end
    requests[#requests + 1] = request
  end
  file:close()
  return requests
end

function init(args)
  requests = read(args[1])
  notes = assert(io.open(args[2] .. "/" .. number, "w"))
  at = math.floor(number * #requests / tonumber(args[3]))
  last = args[4] == "once" and math.floor((number + 1) * #requests / tonumber(args[3])) or math.huge
  probed = number ~= 0
end

function request()
  if not probed then -- wrk looks at the first request of the first thread before it sends any
    probed = true
    return requests[at % #requests + 1].text
  end
  current = requests[at % #requests + 1]
  at = at + 1
  sent = microseconds()
  notes:write("sent ", current.name, " ", string.format("%.0f", sent), "\n")
  return current.text
end

function response(status, headers, body)
  local took = microseconds() - sent
  local same = (current.body == nil or current.body == body) and "same" or "other"
  notes:write("answered ", status, " ", string.format("%.0f", took), " ", same, "\n")
  if at >= last then
    notes:write("done\n")
    notes:flush()
    wrk.thread:stop()
  end
end
