package dev.gangway.bulkloader.copy;

import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.bulkloader.progress.BulkListener.TableProgress;
import java.util.HashMap;
import java.util.Map;

/** Adds up what the workers of one step have done and tells the listener. Thread-safe. */
public final class CopyProgress {
    private final String step;
    private final BulkListener listener;
    private final Map<String, TableProgress> tables = new HashMap<>();

    public CopyProgress(String step, BulkListener listener) {
        this.step = step;
        this.listener = listener;
    }

    /** Announces a table, with what an earlier run has done of it. */
    void planned(TableProgress progress) {
        update(progress);
    }

    void chunkDone(String table, long rows, long bytes) {
        TableProgress now;
        synchronized (this) {
            TableProgress before = tables.getOrDefault(table, new TableProgress(step, table, 0, 0, 0, 0, 1));
            long done = before.rowsDone() + rows;
            int chunksDone = before.chunksDone() + 1;
            long expected = chunksDone == before.chunks() ? done : Math.max(done, before.rowsExpected());
            now = new TableProgress(
                    step, table, done, expected, before.bytesDone() + bytes, chunksDone, before.chunks());
        }
        update(now);
    }

    String step() {
        return step;
    }

    private void update(TableProgress progress) {
        synchronized (this) {
            tables.put(progress.table(), progress);
        }
        listener.tableProgress(progress);
    }
}
