# docker build -t moontail .
# docker run --rm -v "$PWD:/work:ro" moontail dump /work/spec/samples/shop.binlog
#
# A job keeps its checkpoint in its working directory, /var/lib/moontail: give that a volume.
# docs/deployment.md has the whole of it.

FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends make git
WORKDIR /src
# first what decides on the packages, so that a change of the sources does not fetch them again
COPY Makefile ./
COPY tests/install-packages tests/
RUN make deps-deb
COPY . .
RUN make deb

FROM debian:bookworm-slim
COPY --from=build /src/build/moontail_*.deb /tmp/
# with what it recommends: the libraries that modules load, certificates, busted for moontail test
RUN apt-get update \
    && apt-get install -y /tmp/moontail_*.deb \
    && rm -rf /tmp/moontail_*.deb /var/lib/apt/lists/*
COPY packaging/healthcheck /usr/local/bin/moontail-healthcheck
RUN useradd --system --user-group --home-dir /var/lib/moontail --create-home moontail
USER moontail
WORKDIR /var/lib/moontail
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["moontail-healthcheck"]
ENTRYPOINT ["moontail"]
CMD ["--help"]
