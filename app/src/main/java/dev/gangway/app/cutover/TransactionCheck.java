package dev.gangway.app.cutover;

import dev.gangway.app.fence.Deadline;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.error.MigrationException;
import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.inspect.OpenTransaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** No transaction on the source stays open that would stand in the fence's way, or be broken off by it. */
final class TransactionCheck implements Check {
    private static final Predicate<OpenTransaction> LONG = open -> open.seconds() >= 2;
    private static final Predicate<OpenTransaction> WRITING = open -> open.rowsChanged() > 0;

    private final Database source;

    TransactionCheck(Database source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "open transactions";
    }

    @Override
    public Finding look(Deadline deadline) {
        if (!mayLook()) {
            return Finding.note(
                    name(),
                    "not to be seen without GRANT PROCESS ON *.* to user "
                            + source.config().user());
        }
        Map<String, String> open = open(LONG);
        boolean waited = !open.isEmpty();
        while (!open.isEmpty()) {
            if (deadline.isOver()) {
                return Finding.refuse(
                        name(),
                        "still open after the budget: " + String.join(", ", open.values())
                                + "; end what they belong to (imports, backups, reindexing) and try again");
            }
            deadline.pause("open transactions were to end");
            open = open(LONG);
        }
        return Finding.ok(name(), waited ? "those that were open have ended" : "none is older than 2 s");
    }

    /**
     * Behind the fence: waits for those that wrote before it was set. Ordinary ones cannot be committed any more, those of
     * administrators can.
     *
     * @throws MigrationException CUTOVER_REFUSED when they do not end
     */
    void awaitWriters(Deadline deadline) {
        if (!mayLook()) {
            return;
        }
        Map<String, String> before = open(WRITING);
        while (!before.isEmpty()) {
            if (deadline.isOver()) {
                throw new MigrationException(
                        ErrorCode.CUTOVER_REFUSED,
                        "open transactions that wrote before the fence do not end: "
                                + String.join(", ", before.values()));
            }
            deadline.pause("open transactions were to end");
            before.keySet().retainAll(open(WRITING).keySet()); // later ones write what is not fenced
        }
    }

    private boolean mayLook() {
        return OpenTransaction.areVisible(source);
    }

    /** Transactions on the source's database by their numbers, other than our own. */
    private Map<String, String> open(Predicate<OpenTransaction> which) {
        return OpenTransaction.all(source).stream()
                .filter(which)
                .collect(Collectors.toMap(
                        OpenTransaction::id, OpenTransaction::text, (one, other) -> one, LinkedHashMap::new));
    }
}
