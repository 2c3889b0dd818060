--- TLS in all its modes, the ways to log in, option files; and that no password ever shows.
package.path = "tests/live/?.lua;" .. package.path
local shell = require "shell"
local job = require "job"

local PORT = tonumber(os.getenv "PORT") or 23440
local SECRET = "replpw" -- of tests/servers/server's accounts

-- Two authorities, and what the first one has signed: a server that is 127.0.0.1, and a client.
local CERTIFICATES = [[
set -e
authority() {
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=$1 -keyout $1.key -out $1.pem
}
signed() {
  openssl req -newkey rsa:2048 -nodes -subj /CN=$1 -keyout $1.key -out $1.csr
  echo subjectAltName=$2 > $1.ext
  openssl x509 -req -in $1.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile $1.ext \
    -out $1.pem
}
authority ca; authority other; signed server IP:127.0.0.1; signed client DNS:client
]]

local ACCOUNTS = [[
  CREATE USER secure@'%' IDENTIFIED BY '$SECRET' REQUIRE SSL;
  CREATE USER mutual@'%' IDENTIFIED BY '$SECRET' REQUIRE X509;
  GRANT ALL ON *.* TO secure@'%', mutual@'%';
]]

local own = shell.must("realpath %s", shell.PROGRAM):gsub("%s+$", "")
local mysqlclient = shell.must "pwd":gsub("%s+$", "") .. "/build/mysqlclient/moontail"
local dir
local outputs = {} -- all that the programs ever wrote

local function describe_server(program, name, port, options, more)
  describe(name .. ", " .. program, function()
    local missing
    local data = dir .. "/" .. name .. "/data"

    local function sql(text)
      if missing then return end
      shell.must("%s sql %s %s -e \"%s\"", shell.SERVER, name, data,
        (text:gsub("%$SECRET", SECRET)))
    end

    -- Runs to the end of the log; its status and output.
    local function attempt(url, arguments, environment)
      local output, status = shell.run("cd %s && %s timeout 20 %s run rows.lua --until end "
        .. "--checkpoint none --source '%s' %s", dir, environment or "MOONTAIL_PASSWORD=" .. SECRET,
        program, url:gsub("PORT", port), arguments or "")
      outputs[#outputs + 1] = output
      return status, output
    end

    local function accepts(what, ...)
      local arguments = { ... }
      it(what, function()
        if missing then return pending(missing) end
        local status, output = attempt(unpack(arguments, 1, 3))
        assert.equal(0, status, output)
      end)
    end

    local function refuses(what, words, ...)
      local arguments = { ... }
      it(what, function()
        if missing then return pending(missing) end
        local status, output = attempt(unpack(arguments, 1, 3))
        assert.equal(1, status, output)
        assert.truthy(output:find(words), output)
      end)
    end

    setup(function()
      if program ~= own then
        local output, status = shell.run "make mysqlclient WERROR=0"
        missing = status ~= 0 and output
      end
      if missing then return end
      local here, reason = shell.start_server(name, port, dir .. "/" .. name,
        ("--ssl-ca=%s/ca.pem --ssl-cert=%s/server.pem --ssl-key=%s/server.key %s"):format(dir, dir,
          dir, options))
      missing = not here and reason
      if not missing then sql("DROP USER IF EXISTS secure@'%', mutual@'%';" .. ACCOUNTS) end
    end)

    teardown(function()
      shell.run("%s stop %s", shell.SERVER, data)
    end)

    local SECURE, MUTUAL = "mysql://secure@127.0.0.1:PORT", "mysql://mutual@127.0.0.1:PORT"
    local CA, OTHER = "--ssl-ca ca.pem", "--ssl-ca other.pem"
    local CLIENT = " --ssl-cert client.pem --ssl-key client.key"

    refuses("DISABLED does without TLS", "Access denied", SECURE,
      "--ssl-mode DISABLED --get-server-public-key")
    accepts("TLS is the default", SECURE)
    accepts("REQUIRED trusts anybody", SECURE, "--ssl-mode REQUIRED")
    accepts("VERIFY_CA trusts the authority", SECURE, "--ssl-mode VERIFY_CA " .. CA)
    accepts("VERIFY_CA does not ask for the name", "mysql://secure@localhost:PORT",
      "--ssl-mode VERIFY_CA " .. CA)
    refuses("VERIFY_CA trusts no other", "certificate", SECURE, "--ssl-mode VERIFY_CA " .. OTHER)
    refuses("VERIFY_CA trusts nobody without an authority", "ertificate", SECURE,
      "--ssl-mode VERIFY_CA")
    refuses("--ssl-ca alone means VERIFY_CA", "certificate", SECURE, OTHER)
    accepts("VERIFY_IDENTITY takes the name", SECURE, "--ssl-mode VERIFY_IDENTITY " .. CA)
    refuses("VERIFY_IDENTITY refuses another name", "ertificate", "mysql://secure@localhost:PORT",
      "--ssl-mode VERIFY_IDENTITY " .. CA)
    refuses("VERIFY_IDENTITY trusts no other", "certificate", SECURE,
      "--ssl-mode VERIFY_IDENTITY " .. OTHER)
    refuses("the server asks for our certificate", "Access denied", MUTUAL)
    accepts("we show our certificate", MUTUAL, "--ssl-mode VERIFY_CA " .. CA .. CLIENT)
    accepts("versions and ciphers may be chosen", SECURE,
      "--tls-version TLSv1.2 --ssl-cipher ECDHE-RSA-AES256-GCM-SHA384")
    refuses("a cipher that nobody has", "TLS options", SECURE,
      "--tls-version TLSv1.2 --ssl-cipher NULL-MD5")

    accepts("a Unix socket", "mysql://repl@/?socket=" .. data .. "/mysql.sock")
    accepts("a password in the URL", "mysql://repl:" .. SECRET .. "@127.0.0.1:PORT", "", "true;")
    accepts("an option file's groups", "mysql://127.0.0.1:PORT", "--defaults-file my.cnf", "true;")
    it("a password in a URL is not in the process list", function()
      if missing then return pending(missing) end
      local url = ("mysql://repl:%s@127.0.0.1:%d"):format(SECRET, port)
      local running = job.start(dir, ("run rows.lua --checkpoint none --source %s --schema=%s")
        :format(url, url))
      assert.truthy(job.wait_for(5, function()
        return not shell.read("/proc/" .. running.pid .. "/cmdline"):find(SECRET, 1, true)
      end))
      assert.equal(0, running:stop())
      outputs[#outputs + 1] = running:log()
    end)
    accepts("a password file", "mysql://repl@127.0.0.1:PORT", "--password-file password", "true;")
    refuses("another password", "check the user and the password",
      "mysql://repl:not" .. SECRET .. "@127.0.0.1:PORT")

    more(accepts, refuses, sql)
  end)
end

local function caching_sha2(accepts, _, sql)
  -- the first login of an account brings the whole password, later ones only prove to know it
  local function forget()
    it("(the server forgets who was here)", function() sql "FLUSH PRIVILEGES" end)
  end
  local URL, WITHOUT = "mysql://repl@127.0.0.1:PORT", "--ssl-mode DISABLED --get-server-public-key"
  for _, way in ipairs { { "with TLS", "" }, { "without TLS", WITHOUT } } do
    forget()
    accepts("caching_sha2_password in full " .. way[1], URL, way[2])
    accepts("caching_sha2_password in short " .. way[1], URL, way[2])
    accepts("sha256_password " .. way[1], "mysql://repl_sha256@127.0.0.1:PORT", way[2])
  end
  forget()
  accepts("the server's key from a file", URL,
    "--ssl-mode DISABLED --server-public-key-path mysql-9.7/data/public_key.pem")
end

local function mariadb(accepts)
  accepts("mysql_native_password", "mysql://repl@127.0.0.1:PORT", "--ssl-mode DISABLED")
  accepts("ed25519", "mysql://repl_ed25519@127.0.0.1:PORT", "--ssl-mode DISABLED")
end

describe("A login to", function()
  dir = shell.temporary_folder()

  setup(function()
    shell.write(dir .. "/certificates.sh", CERTIFICATES)
    shell.must("cd %s && bash certificates.sh 2>&1", dir)
    shell.write(dir .. "/rows.lua", [[require "moontail".on("row", function() end)]])
    shell.write(dir .. "/my.cnf", ("[client]\nuser = nobody\npassword = %s\n[moontail]\n"
      .. "user = repl\n"):format(SECRET))
    shell.write(dir .. "/password", SECRET .. "\n")
  end)

  teardown(function()
    shell.run("rm -rf %s", dir)
  end)

  describe_server(own, "mariadb-10.11", PORT, "", mariadb)
  describe_server(own, "mariadb-11.8", PORT + 1, "--plugin-load-add=auth_parsec",
    function(accepts, refuses, sql)
      mariadb(accepts)
      it("(an account)", function()
        sql [[CREATE USER modern@'%' IDENTIFIED VIA parsec USING PASSWORD('$SECRET');
          GRANT ALL ON *.* TO modern@'%']]
      end)
      -- Connector/C has it from 3.4 on
      local version = shell.must("%s --version", own):match "Connector/C (%d+%.%d+)"
      if tonumber(version) >= 3.4 then
        accepts("parsec", "mysql://modern@127.0.0.1:PORT")
      else
        refuses("parsec, which this library lacks", "install the client library's plugin",
          "mysql://modern@127.0.0.1:PORT")
      end
    end)
  describe_server(mysqlclient, "mysql-9.7", PORT + 2, "", caching_sha2)
  describe_server(own, "mysql-9.7", PORT + 2, "", caching_sha2)

  it("shows no password", function()
    assert.truthy(#outputs > 50)
    for _, output in ipairs(outputs) do
      assert.falsy(output:find(SECRET, 1, true), output)
    end
  end)
end)
