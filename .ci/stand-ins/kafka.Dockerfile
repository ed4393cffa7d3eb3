FROM debian:bookworm-slim
RUN useradd --uid 1000 --create-home appuser \
    && mkdir -p /var/lib/kafka/data /opt/kafka/config /opt/kafka/bin /etc/kafka/docker \
    && chown -R appuser:appuser /var/lib/kafka /opt/kafka/config
COPY libs /opt/kafka/libs
COPY kafka-logback.xml /opt/kafka/config/logback.xml
COPY kafka-run /etc/kafka/docker/run
COPY kafka-broker-api-versions.sh /opt/kafka/bin/
USER appuser
VOLUME /var/lib/kafka/data
EXPOSE 9092
CMD ["/etc/kafka/docker/run"]
