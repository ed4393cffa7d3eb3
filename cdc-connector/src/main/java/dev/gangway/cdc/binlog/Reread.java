package dev.gangway.cdc.binlog;

import dev.gangway.cdc.debezium.Markers;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Struct;

/** Which tables the user wants read anew where the binlog hides what happened to them, and what others are told. */
final class Reread {
    /** What a message says of the changes in front of the place where capture stops: it has no say in when they are applied. */
    static final String BEFORE =
            "all before it is captured, and what of it is not applied yet follows at the next start";

    private static final String ALL = "*";

    private final Set<String> wanted;
    private final String prefix;

    /**
     * @param wanted names of tables with or without the source's prefix, or {@code *}
     */
    Reread(Collection<String> wanted, String prefix) {
        this.wanted = wanted.stream().map(Reread::lower).collect(Collectors.toSet());
        this.prefix = lower(prefix);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    boolean covers(Collection<String> realNames) {
        return wanted.contains(ALL) || realNames.stream().allMatch(this::covers);
    }

    private boolean covers(String realName) {
        String name = lower(realName);
        return wanted.contains(name) || (name.startsWith(prefix) && wanted.contains(name.substring(prefix.length())));
    }

    /** Says what stands at a place and what leads on. No tables means that it can be any. */
    MigrationException refused(Struct marker, String place, List<String> tables) {
        return refused(marker.getString(Markers.CHANGE), place, tables, marker.getString(Markers.REMEDY));
    }

    MigrationException partialJson(String table, String column, String place) {
        return refused(
                "an update that holds only parts of the JSON column `" + column + "`",
                place,
                List.of(table),
                "Run SET GLOBAL binlog_row_value_options = '', and end the sessions that were opened before.");
    }

    private static MigrationException refused(String what, String place, List<String> tables, String remedy) {
        String where = tables.isEmpty() ? ALL : String.join(",", tables);
        return new MigrationException(
                ErrorCode.SOURCE_CHANGE_UNREADABLE,
                "The binlog holds at " + place + " " + what + ", which cannot be carried: it may have changed "
                        + (tables.isEmpty() ? "any table" : String.join(", ", tables))
                        + "; " + BEFORE + ". To go on, write reread=\"" + where
                        + "\" into <capture> and start again: capture then reads these tables anew at this place, with those that hang on them. "
                        + remedy);
    }
}
