# Gangway from its release: build that first with ./mvnw -Pdist package, then
#
#     docker build --tag gangway .
#     docker run --rm gangway --help
#
# The root file system may be read-only: only /tmp, /opt/gangway/var (logs, an embedded broker) and /etc/gangway (the configuration, which
# init writes) are written to.
FROM eclipse-temurin:17-jre

COPY dist/target/gangway-*/gangway-* /opt/gangway/
RUN groupadd --gid 10001 gangway \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin gangway \
    && mkdir -p /opt/gangway/var /etc/gangway \
    && chown gangway:gangway /opt/gangway/var /etc/gangway

USER 10001:10001
WORKDIR /etc/gangway
VOLUME ["/opt/gangway/var", "/etc/gangway"]
EXPOSE 8262

# Healthy while the stream works or waits for what comes back by itself; there is no stream, and no port, while data are loaded.
HEALTHCHECK --interval=10s --timeout=5s --start-period=24h --retries=6 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8262 && printf 'GET /health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]

ENTRYPOINT ["/opt/gangway/bin/gangway"]
CMD ["--help"]
