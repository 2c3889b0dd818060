# moontail: `make` builds build/moontail, `make help` lists the rest.

# ---- what must be installed: one list, used by `make deps`, the docs and .ci/run ----
BUILD_PACKAGES := gcc make pkg-config libluajit-5.1-dev lua-cjson lua-lpeg \
  default-libmysqlclient-dev libevent-dev libhiredis-dev libcurl4-openssl-dev libssl-dev zlib1g-dev \
  libdeflate-dev libzstd-dev libsqlite3-dev libmemcached-dev
TEST_PACKAGES  := lua-busted lua-socket luajit redis-server memcached sqlite3 openssl iproute2 procps ca-certificates npm \
  git zsh systemd mmdebstrap chromium-headless-shell fonts-dejavu-core
DEB_PACKAGES   := dpkg-dev lowdown
LINT_PACKAGES  := clang clang-format lua-check mandoc lowdown

CC      ?= gcc
PREFIX  ?= /usr/local
BUILD   ?= build
# The version stands here alone; between releases the commit is added.
RELEASE := 0.1.0
VERSION := $(RELEASE)$(addprefix -,$(shell git rev-parse --short HEAD 2>/dev/null))

OPT      ?= -O2 -g
WARN     := -Wall -Wextra -Wshadow -Wstrict-prototypes $(if $(filter 0,$(WERROR))$(SAN),,-Werror)
# The paths of the build stay out of the program, so that one source always gives one program.
HARDEN   := $(if $(SAN),,-D_FORTIFY_SOURCE=2 -fstack-protector-strong)
HARDEN_LD := -Wl,-z,relro,-z,now
SAN_FLAG := $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer)

LUA_CFLAGS   ?= $(shell pkg-config --cflags luajit)
LUA_LIBS     ?= $(shell pkg-config --libs luajit)
# MariaDB Connector/C by default; MySQL's own library: MYSQL_CFLAGS=... MYSQL_LIBS=...
MYSQL_CFLAGS ?= $(shell pkg-config --cflags libmariadb 2>/dev/null || mysql_config --include)
MYSQL_LIBS   ?= $(shell pkg-config --libs libmariadb 2>/dev/null || mysql_config --libs)
LIBS         := -levent_core -levent_extra -levent_pthreads -lhiredis -lz -ldeflate -lzstd -lm -lpthread -ldl

ALL_CFLAGS := -std=c11 -D_GNU_SOURCE $(OPT) $(WARN) $(SAN_FLAG) -MMD -MP -Isrc -I$(BUILD)/gen -ffile-prefix-map=$(CURDIR)=. $(CFLAGS)

LAYERS  := base binlog schema source lua app
SOURCES := $(foreach l,$(LAYERS),$(wildcard src/$(l)/*.c))
OBJECTS := $(SOURCES:src/%.c=$(BUILD)/obj/%.o)
CORE    := $(filter-out $(BUILD)/obj/app/% $(BUILD)/obj/lua/%,$(OBJECTS))
LUA_FILES := $(shell find lua/moontail -name '*.lua' ! -path '*/_meta/*' ! -path '*/project/*')
# what moontail init writes, beside the modules
PROJECT_FILES := $(shell find lua/moontail/_meta lua/moontail/project -type f) spec/samples/shop.binlog

V ?= 0
Q  = $(if $(filter 0,$(V)),@)
say = $(if $(filter 0,$(V)),@printf '  %-6s %s\n' $(1) $(2))

all: $(BUILD)/moontail ## build the program (default)

$(BUILD)/moontail: $(OBJECTS) $(BUILD)/obj/embedded.o $(BUILD)/obj/status_page.o
	$(call say,LD,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(HARDEN_LD) -rdynamic -o $@ $^ $(LUA_LIBS) $(MYSQL_LIBS) $(LIBS) $(LDFLAGS)

$(BUILD)/obj/lua/%.o: EXTRA = $(LUA_CFLAGS)
$(BUILD)/obj/source/%.o: EXTRA = $(MYSQL_CFLAGS)

# who says the version is compiled again when it changes
$(patsubst src/%.c,$(BUILD)/obj/%.o,$(shell grep -l MT_VERSION src/app/*.c)): $(BUILD)/gen/version
$(BUILD)/obj/app/%.o: EXTRA = -DMT_VERSION='"$(VERSION)"'
$(BUILD)/gen/version: always
	@mkdir -p $(@D)
	@echo '$(VERSION)' | cmp -s - $@ || echo '$(VERSION)' > $@

$(BUILD)/obj/%.o: src/%.c
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(HARDEN) $(EXTRA) -c -o $@ $<

# the bundled Lua modules, as source text inside the program, and the files of a new project
$(BUILD)/gen/embedded.c: $(LUA_FILES) $(PROJECT_FILES) Makefile
	$(call say,GEN,$@)
	@mkdir -p $(@D)
	$(Q){ echo '#include "lua/embedded.h"'; i=0; \
	  for f in $(LUA_FILES) $(PROJECT_FILES); do i=$$((i+1)); \
	    echo "static const unsigned char file_$$i[] = {"; \
	    od -An -v -tu1 $$f | sed 's/ \+/,/g; s/^,//; s/$$/,/'; echo '};'; done; \
	  echo 'const struct mt_embedded mt_embedded[] = {'; i=0; \
	  for f in $(LUA_FILES); do i=$$((i+1)); \
	    m=$$(echo $$f | sed 's|^lua/||; s|\.lua$$||; s|/init$$||; s|/|.|g'); \
	    echo "    {\"$$m\", file_$$i, sizeof file_$$i},"; done; \
	  for f in $(PROJECT_FILES); do i=$$((i+1)); \
	    echo "    {\"file:$$f\", file_$$i, sizeof file_$$i},"; done; \
	  echo '    {0, 0, 0},'; echo '};'; } > $@

# the page that a running job shows: one file, made of its parts
PAGE_CSS := src/app/status_page.css
PAGE_JS  := $(addprefix src/app/status_,data.js chart.js page.js)
$(BUILD)/gen/status_page.html: src/app/status_page.html $(PAGE_CSS) $(PAGE_JS) Makefile
	@mkdir -p $(@D)
	$(Q)sed -e '/^@STYLE@$$/{r $(PAGE_CSS)' -e 'd;}' \
	  $(foreach f,$(PAGE_JS),-e '/^@SCRIPT@$$/r $(f)') -e '/^@SCRIPT@$$/d' $< > $@

$(BUILD)/gen/status_page.c: $(BUILD)/gen/status_page.html Makefile
	$(call say,GEN,$@)
	@mkdir -p $(@D)
	$(Q){ echo '#include "app/status_page.h"'; echo 'const unsigned char mt_status_page[] = {'; \
	  od -An -v -tu1 $< | sed 's/ \+/,/g; s/^,//; s/$$/,/'; echo '};'; \
	  echo 'const size_t mt_status_page_len = sizeof mt_status_page;'; } > $@

$(BUILD)/obj/embedded.o $(BUILD)/obj/status_page.o: $(BUILD)/obj/%.o: $(BUILD)/gen/%.c
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -c -o $@ $<

# ---- tests ----

UNIT_TESTS := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))
SAN_TEST   := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
CORE_SAN   := $(CORE:$(BUILD)/obj/%=$(BUILD)/san/%)

$(BUILD)/san/source/%.o: EXTRA = $(MYSQL_CFLAGS)
$(BUILD)/san/%.o: src/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(SAN_TEST) $(EXTRA) -c -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(CORE_SAN)
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(SAN_TEST) $(MYSQL_CFLAGS) -Itests/unit -o $@ $< $(CORE_SAN) $(MYSQL_LIBS) $(LIBS)

# ---- fuzzing: libFuzzer with clang; the corpus alone, with any compiler, is a unit test ----

FUZZ_TARGETS := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_LAYERS  := $(filter base/% binlog/% schema/%,$(SOURCES:src/%=%)) lua/json.c lua/json_decode.c
FUZZ_OBJECTS := $(FUZZ_LAYERS:%.c=$(BUILD)/fuzz/obj/%.o)
FUZZ_SAN     := $(FUZZ_LAYERS:%.c=$(BUILD)/san/%.o)
FUZZ_SECONDS ?= 60
FUZZ_FLAGS   := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
REPLAYS      := $(FUZZ_TARGETS:%=$(BUILD)/unit/test_fuzz_%)

$(BUILD)/fuzz/obj/lua/%.o $(BUILD)/san/lua/%.o: EXTRA = $(LUA_CFLAGS)
$(BUILD)/fuzz/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(Q)clang $(ALL_CFLAGS) $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link $(EXTRA) -c -o $@ $<

$(BUILD)/fuzz/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/fuzz.h $(FUZZ_OBJECTS)
	$(call say,CC,$<)
	$(Q)clang $(ALL_CFLAGS) $(FUZZ_FLAGS) -fsanitize=fuzzer $(LUA_CFLAGS) -o $@ $< $(FUZZ_OBJECTS) \
	  $(LUA_LIBS) $(LIBS)

$(REPLAYS): $(BUILD)/unit/test_fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/replay.c tests/fuzz/fuzz.h \
  $(FUZZ_SAN)
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(SAN_TEST) $(LUA_CFLAGS) -DCORPUS='"tests/fuzz/corpus/fuzz_$*"' \
	  -o $@ $< tests/fuzz/replay.c $(FUZZ_SAN) $(LUA_LIBS) $(LIBS)

fuzz: $(FUZZ_TARGETS:%=$(BUILD)/fuzz/fuzz_%) ## fuzz each target for FUZZ_SECONDS (60)
	@tests/fuzz/run "$(BUILD)/fuzz" "$(FUZZ_SECONDS)" $(FUZZ_TARGETS)

fuzz-replay: $(REPLAYS) ## give the committed corpus to every fuzz target once
	@for t in $(REPLAYS); do echo "== $$t"; $$t | grep -v '^# ' || exit 1; done

# ---- faults: what tests/live/faults_spec.lua does, for longer ----

FAULTS      ?= 200
FAULTS_SEED ?= $(shell date +%s)
faults: all ## break servers, links and jobs FAULTS (200) times each, at random
	@for server in mariadb-10.11 mariadb-11.8 mysql-9.7; do for network in proxy namespace; do \
	  luajit tests/live/faults.lua --server $$server --network $$network --faults $(FAULTS) \
	    --seed $(FAULTS_SEED) || exit 1; done; done

# ---- crash: what tests/live/kills_spec.lua does, for longer ----

crash: all ## kill jobs, Redis and a target database KILLS (200) times with -9, at random
	KILLS=$(or $(KILLS),200) $(BUILD)/moontail test tests/live/kills_spec.lua

beyond: all ## read a log file of more than 4 GiB; needs 20 GB of disk for a minute or two
	$(BUILD)/moontail test tests/live/long/beyond_spec.lua

# ---- docs ----

screenshot: all ## take docs/status-page.png: the status page of a job under load (two minutes)
	@tests/install-packages $(TEST_PACKAGES) pngquant
	@OUT=$(BUILD)/status-page.png $(BUILD)/moontail test tests/live/screenshot.lua
	pngquant --force --strip --output docs/status-page.png 128 $(BUILD)/status-page.png

# ---- bench ----

BENCH_TOOLS := $(addprefix $(BUILD)/bench/,measure raw pace inflate)
$(BENCH_TOOLS): $(BUILD)/bench/%: tests/bench/%.c
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(MYSQL_CFLAGS) -o $@ $< $(MYSQL_LIBS) -lzstd

bench: all $(BENCH_TOOLS) ## measure speed beside real servers, into tests/bench/RESULTS.md
	@BUILD=$(BUILD) tests/bench/run

# The same program with MySQL's own client library, as the tests fetch it.
mysqlclient: ## build build/mysqlclient/moontail with MySQL's own client library
	@flags=$$(tests/servers/server mysqlclient-flags) || exit $$?; \
	only() { for f in $$flags; do case $$f in -I*) k=-I;; *) k=-L;; esac; \
	  [ $$k = $$1 ] && printf '%s ' "$$f"; done; }; \
	$(MAKE) --no-print-directory BUILD=$(BUILD)/mysqlclient MYSQL_CFLAGS="$$(only -I)" \
	  MYSQL_LIBS="$$(only -L)" all

# A lint pass with the other compiler: every object, nothing linked.
objects: $(OBJECTS)

deps: ## install what building and testing need (Debian packages)
	@tests/install-packages $(BUILD_PACKAGES) $(DEB_PACKAGES) $(TEST_PACKAGES)

deps-build: ## install what building needs
	@tests/install-packages $(BUILD_PACKAGES)

deps-deb: ## install what building the Debian package needs
	@tests/install-packages $(BUILD_PACKAGES) $(DEB_PACKAGES)

deps-lint:
	@tests/install-packages $(LINT_PACKAGES)

demo: deps-build ## build, and show the changes in the bundled sample; needs no server
	@$(MAKE) --no-print-directory all
	@tests/demo/demo.sh

demo-live: deps ## a throwaway MariaDB and Redis, a shop at work, its cache invalidated
	@$(MAKE) --no-print-directory all
	@tests/demo/live.sh

test: deps ## all tests; installs what they need, starts and stops their servers
	@$(MAKE) --no-print-directory all unit-tests
	@tests/run

unit-tests: $(UNIT_TESTS) $(REPLAYS)

lint: deps-lint deps-build ## formats, warnings of two compilers, layers, Lua, man page
	@tests/lint "$(MAKE)" "$(BUILD)"

reference: all ## write the tables of events in docs/ and the editors' types from docs/reference.lua
	@REFERENCE=write $(BUILD)/moontail test spec/reference_spec.lua

format: deps-lint ## format the C sources in place
	clang-format -i $(shell git ls-files '*.c' '*.h')

# Where things go, and everything that goes there; both targets read the same lists.
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR  ?= $(PREFIX)/share/zsh/site-functions
UNITDIR ?= $(PREFIX)/lib/systemd/system
DOCDIR  := $(PREFIX)/share/doc/moontail
DATADIR := $(PREFIX)/share/moontail
MANUALS := $(wildcard docs/*.[1-8])
man_of   = $(PREFIX)/share/man/man$(subst .,,$(suffix $(1)))/$(notdir $(1))
INSTALLED = $(PREFIX)/bin/moontail $(foreach m,$(MANUALS),$(call man_of,$(m))) $(BASHDIR)/moontail \
  $(ZSHDIR)/_moontail $(UNITDIR)/moontail@.service

install: all ## install under PREFIX (DESTDIR is put in front)
	install -d $(foreach d,$(dir $(INSTALLED)) $(DATADIR) $(DOCDIR),$(DESTDIR)$(d))
	install -m 755 $(BUILD)/moontail $(DESTDIR)$(PREFIX)/bin/moontail
	$(foreach m,$(MANUALS),install -m 644 $(m) $(DESTDIR)$(call man_of,$(m)) &&) :
	docs/make-man $(DESTDIR)$(PREFIX)/share/man/man7
	$(BUILD)/moontail --completion bash > $(DESTDIR)$(BASHDIR)/moontail
	$(BUILD)/moontail --completion zsh > $(DESTDIR)$(ZSHDIR)/_moontail
	sed 's|/usr/bin/moontail|$(PREFIX)/bin/moontail|' packaging/moontail@.service \
	  > $(DESTDIR)$(UNITDIR)/moontail@.service
	cp -r scripts lua $(DESTDIR)$(DATADIR)
	cp -r README.md CHANGELOG.md LICENSE docs $(DESTDIR)$(DOCDIR)
	find $(DESTDIR)$(DOCDIR)/docs -type f ! -name '*.md' ! -name '*.png' -delete
	ln -sfn ../../moontail/scripts $(DESTDIR)$(DOCDIR)/examples
	chmod -R u=rwX,go=rX $(DESTDIR)$(DATADIR) $(DESTDIR)$(DOCDIR)

uninstall: ## remove what install put there
	rm -f $(addprefix $(DESTDIR),$(INSTALLED)) $(DESTDIR)$(PREFIX)/share/man/man7/moontail-*.7
	rm -rf $(DESTDIR)$(DATADIR) $(DESTDIR)$(DOCDIR)

deb: deps-deb ## build a Debian package of it, build/moontail_VERSION_ARCH.deb
	@$(MAKE) --no-print-directory all
	@packaging/deb "$(MAKE)" "$(BUILD)" "$(RELEASE)"

test-image: deb ## perform the whole Dockerfile in chroots; make test does its last stage
	tests/package/image

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

clean: ## remove what was built
	rm -rf $(BUILD)

-include $(OBJECTS:.o=.d) $(CORE_SAN:.o=.d) $(FUZZ_OBJECTS:.o=.d) $(FUZZ_SAN:.o=.d)
.PHONY: all always screenshot faults crash beyond mysqlclient objects deps deps-build deps-deb deps-lint demo demo-live test unit-tests fuzz fuzz-replay bench lint reference format install \
  uninstall deb test-image help clean
.SECONDARY:
