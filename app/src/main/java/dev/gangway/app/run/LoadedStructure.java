package dev.gangway.app.run;

import dev.gangway.cdc.CapturedTables;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.core.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the source's tables with what they were when the load began. A stream whose plan is made from other columns would
 * leave values behind that the load carried, without a word.
 */
final class LoadedStructure {
    private static final Pattern COLUMN = Pattern.compile("^  `((?:[^`]|``)+)` (.+?),?$", Pattern.MULTILINE);

    private final Map<String, String> createStatements;
    private final BiPredicate<String, String> ignored;

    /**
     * @param createStatements as recorded at the start point, by real name; empty when nothing was recorded
     * @param ignored tells by table and column what the map leaves out
     */
    LoadedStructure(Map<String, String> createStatements, BiPredicate<String, String> ignored) {
        this.createStatements = createStatements;
        this.ignored = ignored;
    }

    /**
     * @throws MigrationException SOURCE_SCHEMA_CHANGED with every column that is gone, and the statement that brings it back
     */
    void compareWith(CapturedTables tables) {
        var gone = new ArrayList<String>();
        for (Table table : tables.tables()) {
            String realName = tables.realName(table);
            gone.addAll(gone(realName, table, createStatements.getOrDefault(realName, "")));
        }
        if (!gone.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.SOURCE_SCHEMA_CHANGED,
                    "Source tables lack columns that the load carried, so the stream would leave their values behind: "
                            + String.join("; ", gone)
                            + ". Run these statements on the source, or leave the columns out by <ignore> in the map"
                            + " files, and start again");
        }
    }

    private List<String> gone(String realName, Table table, String createStatement) {
        var gone = new ArrayList<String>();
        Matcher column = COLUMN.matcher(createStatement);
        while (column.find()) {
            String name = column.group(1).replace("``", "`");
            boolean there = table.columns().stream().anyMatch(c -> c.name().equalsIgnoreCase(name));
            if (!there && !ignored.test(table.name(), name)) {
                gone.add("ALTER TABLE `" + realName + "` ADD COLUMN `" + column.group(1) + "` " + column.group(2));
            }
        }
        return gone;
    }
}
