package dev.gangway.mysql.state;

import java.util.List;

/**
 * What the applier has to know of a change that waits.
 *
 * @param table source table
 * @param key source key
 * @param rows target rows that it keeps from being as the source has them, each as its table, a blank and its key
 * @param waitsFor the row whose queue it joined; empty when it waits for a person
 */
public record WaitingChange(long id, String table, String key, List<String> rows, String waitsFor) {

    public WaitingChange {
        rows = List.copyOf(rows);
    }

    public boolean isJoined() {
        return !waitsFor.isEmpty();
    }
}
