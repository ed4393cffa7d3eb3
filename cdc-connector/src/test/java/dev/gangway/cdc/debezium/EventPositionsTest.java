package dev.gangway.cdc.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.RotateEventData;
import org.junit.jupiter.api.Test;

class EventPositionsTest {
    private final EventPositions positions = new EventPositions();

    @Test
    void keepsPositionsThatTheServerWrote() {
        assertThat(positionOf(event(EventType.MARIADB_GTID, 645, 42))).isEqualTo(603);
        assertThat(positionOf(event(EventType.XID, 814, 31))).isEqualTo(783);
    }

    @Test
    void placesEventsInsideATransactionOneAfterTheOther() {
        positionOf(event(EventType.MARIADB_GTID, 645, 42));

        assertThat(positionOf(event(EventType.TABLE_MAP, 0, 42))).isEqualTo(645);
        assertThat(positionOf(event(EventType.EXT_WRITE_ROWS, 0, 43))).isEqualTo(687);
        assertThat(positionOf(event(EventType.XID, 814, 31))).isEqualTo(783);
    }

    @Test
    void beginsAnewWithTheNextFile() {
        positionOf(event(EventType.XID, 9_000, 31));
        var rotate = new RotateEventData();
        rotate.setBinlogPosition(4);
        positions.complete(new Event(new EventHeaderV4(), rotate));

        positionOf(event(EventType.MARIADB_GTID, 300, 42));

        assertThat(positionOf(event(EventType.TABLE_MAP, 0, 42))).isEqualTo(300);
    }

    @Test
    void leavesEventsAloneThatAreInNoFile() {
        positionOf(event(EventType.XID, 500, 31));
        Event artificial = event(EventType.FORMAT_DESCRIPTION, 0, 100);
        ((EventHeaderV4) artificial.getHeader()).setFlags(0x20);

        positions.complete(artificial);

        assertThat(((EventHeaderV4) artificial.getHeader()).getNextPosition()).isZero();
        assertThat(positionOf(event(EventType.TABLE_MAP, 0, 42))).isEqualTo(500);
    }

    private long positionOf(Event event) {
        positions.complete(event);
        return ((EventHeaderV4) event.getHeader()).getPosition();
    }

    private static Event event(EventType type, long end, long length) {
        var header = new EventHeaderV4();
        header.setEventType(type);
        header.setNextPosition(end);
        header.setEventLength(length);
        return new Event(header, null);
    }
}
