FROM debian:bookworm-slim
RUN useradd --uid 1000 --create-home appuser
COPY registry /opt/registry
COPY registry-nginx.conf /etc/registry-nginx.conf
COPY registry-run /etc/confluent/docker/run
USER appuser
EXPOSE 8081
CMD ["/etc/confluent/docker/run"]
