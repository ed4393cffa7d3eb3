package dev.gangway.testkit.workload;

import dev.gangway.testkit.shop.LiveRows;
import java.sql.SQLException;

/** One thing that happens in a shop: the statements of one transaction. */
interface Action {

    /** Runs the statements; the caller commits or rolls back. */
    void run(LiveRows rows) throws SQLException;

    /** An action with its name for the counts and how often it comes up, relative to the others. */
    record Weighted(String name, int weight, Action action) {}
}
