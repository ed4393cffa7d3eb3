package dev.gangway.core.position;

/**
 * A time in which one server's binlog is read. Another server numbers its files anew, so after a failover the numbers of its
 * files are raised, and positions go on rising.
 *
 * @param server what tells the server from others; empty when it was not recorded
 * @param shift what a file's number is raised by; 0 for the first server
 */
public record BinlogEra(String server, long shift) {
    /** Before anything is known of the server. */
    public static final BinlogEra FIRST = new BinlogEra("", 0);

    /** The era of a server that takes over when everything up to this position was captured. */
    public static BinlogEra after(SourcePosition captured, String server) {
        return new BinlogEra(server, captured.log() + 1);
    }

    /** The position of a place in the server's own binlog. */
    public SourcePosition position(SourcePosition local) {
        return shift == 0 ? local : new SourcePosition(local.log() + shift, local.offset(), local.row());
    }

    /** The number of the file that holds a position of this era. */
    public long fileNumber(SourcePosition position) {
        return position.log() >= shift ? position.log() - shift : position.log();
    }
}
