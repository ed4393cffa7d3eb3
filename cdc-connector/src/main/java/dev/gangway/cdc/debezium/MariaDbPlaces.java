package dev.gangway.cdc.debezium;

import dev.gangway.mysql.read.ServerLineage;
import io.debezium.connector.mariadb.gtid.MariaDbGtidSetFactory;
import io.debezium.connector.mariadb.history.MariaDbHistoryRecordComparator;
import io.debezium.document.Document;

/**
 * Tells which statements of the schema history lie before a place. MariaDB's GTIDs are numbered on within a domain whichever
 * server writes, where Debezium takes those of a server that has taken over for incomparable, and would forget all structures.
 */
final class MariaDbPlaces extends MariaDbHistoryRecordComparator {

    MariaDbPlaces() {
        super(null, new MariaDbGtidSetFactory());
    }

    @Override
    public boolean isPositionAtOrBefore(Document recorded, Document desired) {
        String statement = getGtidSet(recorded);
        String place = getGtidSet(desired);
        if (statement == null || place == null || statement.isEmpty() || place.isEmpty()) {
            return super.isPositionAtOrBefore(recorded, desired);
        }
        if (!ServerLineage.isAtOrBefore(statement, place)) {
            return false;
        }
        boolean samePlace = ServerLineage.isAtOrBefore(place, statement);
        return !samePlace || super.isPositionAtOrBefore(recorded, desired);
    }
}
