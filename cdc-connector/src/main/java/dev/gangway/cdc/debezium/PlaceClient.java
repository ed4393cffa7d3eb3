package dev.gangway.cdc.debezium;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import dev.gangway.mysql.read.ServerLineage;
import io.debezium.connector.binlog.BinlogConnectorConfig;
import org.jspecify.annotations.Nullable;

/**
 * A binlog client that asks a MariaDB server for one GTID of each domain. After a failover the offset holds those of both
 * servers, which Debezium compares with the schema history, and which a server refuses as a place.
 */
final class PlaceClient extends BinaryLogClient {

    PlaceClient(BinlogConnectorConfig config) {
        super(config.getHostName(), config.getPort(), config.getUserName(), config.getPassword());
    }

    @Override
    public void setGtidSet(@Nullable String gtids) {
        super.setGtidSet(gtids == null ? null : ServerLineage.asPlace(gtids));
    }
}
