-- The Debian package: what is in it, that one source makes one package, and that it does what the
-- quick start says on a system that has nothing else.
local run = require "spec.support.run"

local BUILD = run.binary:match "^(.*)/moontail$"

local function build()
  local log = run.shell("make --no-print-directory BUILD=%s deb 2>&1", BUILD)
  return assert(log:match "in '([^']+%.deb)'", log)
end

describe("the Debian package", function()
  local package

  setup(function() package = build() end)
  teardown(run.clean)

  it("has the files that make install has, where Debian wants them", function()
    local root = run.folder()
    run.shell("make --no-print-directory BUILD=%s install DESTDIR=%s PREFIX=/usr", BUILD, root)
    local there = run.shell("dpkg-deb -c %s | awk '{ print $6 }'", package) .. "\n"
    local moved = {
      ["/usr/lib/systemd/"] = "/lib/systemd/",
      ["zsh/site%-functions"] = "zsh/vendor-completions",
      ["(man%d/.*)$"] = "%1.gz",
      ["moontail/CHANGELOG%.md"] = "moontail/changelog.gz",
      ["moontail/LICENSE"] = "moontail/copyright",
    }
    for _, path in ipairs(run.lines(run.shell("cd %s && find . ! -type d", root))) do
      for from, to in pairs(moved) do
        path = path:gsub(from, to)
      end
      assert.is_truthy(there:find(path .. "\n", 1, true), path)
    end
    assert.is_truthy(there:find("./etc/moontail/\n", 1, true))
    assert.matches("root/root", run.shell("dpkg-deb -c %s | awk '{ print $2 }' | sort -u", package))
  end)

  it("depends on what the program links, recommends what scripts may load", function()
    local function field(name)
      return run.shell("dpkg-deb -f %s %s", package, name)
    end
    for _, library in ipairs { "libc6", "libluajit", "libmariadb3", "libevent", "libhiredis",
      "lua%-cjson", "lua%-lpeg" } do
      assert.matches(library, field "Depends")
    end
    for _, library in ipairs { "libcurl", "libssl", "libsqlite3", "lua%-busted" } do
      assert.matches(library, field "Recommends")
    end
    assert.matches("^%d+%.%d+%.%d+", field "Version")
    assert.equal(field "Version":match "^[%d.]+", run.moontail({ "--version" }).out:match "[%d.]+")
  end)

  it("is the same, byte for byte, when it is built again", function()
    local first = run.shell("sha256sum <%s", package)
    os.remove(package)
    assert.equal(package, build())
    assert.equal(first, run.shell("sha256sum <%s", package))
  end)

  it("works on a bare Debian, installed as the Dockerfile does it", function()
    if run.shell "id -u" ~= "0" or os.execute "unshare --mount --pid --fork true" ~= 0 then
      pending "needs root, and a kernel that lets it make namespaces"
      return
    end
    local log = run.shell("tests/package/image %s 2>&1; echo status $?", package)
    assert.matches("status 0$", log)
    assert.is_truthy(log:find(run.moontail({ "--version" }).out, 1, true), log)
    assert.is_truthy(log:find("\n20\n", 1, true), log) -- updates, as dump shows them
    assert.is_truthy(log:find("- shop.sessions       token 0xf0e1d2c3b4a59687", 1, true), log)
    assert.is_truthy(log:find("TEA-MATE-500\t11.00 -> 11.50\n", 1, true), log)
    assert.matches("\n[1-9]%d* success%a* / 0 failures / 0 errors / 0 pending", log)
  end)
end)
