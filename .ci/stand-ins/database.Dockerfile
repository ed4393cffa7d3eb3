FROM debian:bookworm-slim
RUN groupadd --system --gid 999 mysql && useradd --system --uid 999 --gid 999 --home-dir /var/lib/mysql --no-create-home mysql \
    && mkdir -p /var/lib/mysql /run/mysqld /etc/mysql/conf.d /docker-entrypoint-initdb.d \
    && chown mysql:mysql /var/lib/mysql /run/mysqld
COPY server /opt/server
COPY my.cnf /etc/mysql/my.cnf
COPY database-entrypoint /usr/local/bin/docker-entrypoint.sh
VOLUME /var/lib/mysql
EXPOSE 3306
ENTRYPOINT ["docker-entrypoint.sh"]
