# Read by the image's entrypoint when it makes a database: the image lets its user into one schema only, Gangway also needs
# to read the binlog (source) and to create its state schema (target).
mysql --user=root --password="$MYSQL_ROOT_PASSWORD" << SQL
GRANT RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO '$MYSQL_USER'@'%';
GRANT ALL PRIVILEGES ON \`gangway\\_%\`.* TO '$MYSQL_USER'@'%';
SQL
