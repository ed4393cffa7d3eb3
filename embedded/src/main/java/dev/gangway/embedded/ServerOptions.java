package dev.gangway.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * How a database server is set up: row binlog on and GTIDs off unless said otherwise, and any further lines of its option
 * file. MariaDB always has GTIDs. Immutable.
 */
public record ServerOptions(boolean binlog, String binlogFormat, boolean gtid, List<String> settings) {
    public ServerOptions {
        settings = List.copyOf(settings);
    }

    public static ServerOptions defaults() {
        return new ServerOptions(true, "ROW", false, List.of());
    }

    public ServerOptions withoutBinlog() {
        return new ServerOptions(false, binlogFormat, gtid, settings);
    }

    /** {@code ROW}, {@code MIXED} or {@code STATEMENT}. */
    public ServerOptions withBinlogFormat(String format) {
        return new ServerOptions(binlog, format, gtid, settings);
    }

    public ServerOptions withGtid() {
        return new ServerOptions(binlog, binlogFormat, true, settings);
    }

    /** Adds a line of the option file's {@code [mysqld]} group, such as {@code max-allowed-packet=1M}; later lines win. */
    public ServerOptions withSetting(String line) {
        List<String> more = new ArrayList<>(settings);
        more.add(line);
        return new ServerOptions(binlog, binlogFormat, gtid, more);
    }
}
