-- Asks for one line of a file after the other: a path, a cookie, a language; separated by tabs.
local asked, at = {}, 0

function init(args)
  for line in io.lines(args[1]) do
    local path, cookie, language = line:match("([^\t]*)\t([^\t]*)\t([^\t]*)")
    local headers = { ["Accept-Encoding"] = "gzip, br, zstd", ["Accept-Language"] = language }
    if cookie ~= "" then headers["Cookie"] = cookie end
    asked[#asked + 1] = wrk.format("GET", path, headers)
  end
end

function request()
  at = at % #asked + 1
  return asked[at]
end

function done(summary, latency, requests)
  local failed = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "failed": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    failed.connect + failed.read + failed.write + failed.status + failed.timeout))
end
