package dev.gangway.benchmarks;

import dev.gangway.mysql.connect.Database;
import dev.gangway.mysql.connect.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One row of the shop that counts up in the source, a transaction each time, and is looked at in the target: the time from the
 * return of the source's commit to the first look that sees a number, or a later one, is how old the target is. A look takes
 * place every few milliseconds, so that the figures are too large by half of that in the mean.
 */
final class Probe implements AutoCloseable {
    private static final long WRITE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Connection source;
    private final Connection target;
    private final PreparedStatement write;
    private final PreparedStatement look;
    private final long[] committed;
    private final long[] seen;
    private volatile int last;
    private int known;
    private final int base;

    /** @param most so many numbers at the most */
    Probe(Database source, Database target, int most) throws SQLException {
        this.source = source.open();
        this.target = target.open();
        this.write = this.source.prepareStatement("UPDATE " + Identifiers.quote(source.table("sales_flat_order"))
                + " SET total_refunded = ? ORDER BY entity_id DESC LIMIT 1");
        this.look = this.target.prepareStatement("SELECT total_refunded FROM "
                + Identifiers.quote(target.table("sales_order")) + " ORDER BY entity_id DESC LIMIT 1");
        this.committed = new long[most + 1];
        this.seen = new long[most + 1];
        this.base = value();
    }

    /** Writes the next number. */
    void write() throws SQLException {
        int number = last + 1;
        write.setInt(1, base + number);
        write.executeUpdate();
        committed[number] = System.nanoTime();
        last = number;
    }

    /** Writes numbers until the time is over or there is no more room. */
    void write(long untilNanos) throws SQLException {
        while (last + 1 < committed.length && System.nanoTime() - untilNanos < 0) {
            write();
            LockSupport.parkNanos(WRITE_NANOS);
        }
    }

    /** Looks until the target has this number. */
    void await(int number) throws SQLException {
        long start = System.nanoTime();
        while (known < number) {
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new IllegalStateException("The target has number " + known + " of " + number + " still");
            }
            look();
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void look() throws SQLException {
        int number = value() - base;
        if (number > known) {
            Arrays.fill(seen, known + 1, number + 1, System.nanoTime());
            known = number;
        }
    }

    private int value() throws SQLException {
        try (ResultSet row = look.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    int last() {
        return last;
    }

    /** Milliseconds from source to target of the numbers behind {@code first}, in order of size. */
    double[] latencies(int first) {
        double[] all = new double[last - first];
        for (int number = first + 1; number <= last; number++) {
            all[number - first - 1] = (seen[number] - committed[number]) / 1e6;
        }
        Arrays.sort(all);
        return all;
    }

    @Override
    public void close() throws SQLException {
        source.close();
        target.close();
    }
}
