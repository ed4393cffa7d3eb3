package dev.gangway.proof.run;

import dev.gangway.core.handler.Lookups;
import dev.gangway.proof.route.RouteLook;
import dev.gangway.proof.route.RouteTable;
import dev.gangway.proof.route.SumLook;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Chooses how the next chunk of a route is looked at, and how large it is: by the servers' checksums where rows pass through, and by
 * reading rows elsewhere and for a while where many of them differ. One thread.
 */
final class Chunks {
    /** So many chunks are read before checksums are tried again. */
    private static final int READ = 20;

    private final RouteLook rows;
    private final Optional<SumLook> sums;
    private final Pace rowPace = new Pace(2_000, 50_000);
    private final Pace sumPace = new Pace(20_000, 200_000);
    private Pace last = rowPace;
    private int toRead;

    Chunks(RouteTable table, Connection source, Connection target, Lookups lookups) {
        this.rows = new RouteLook(table, source, target, lookups);
        this.sums = SumLook.of(table, source, target, rows);
    }

    /** Looks at the chunk behind a key. */
    RouteLook.Seen next(List<Object> after) throws SQLException {
        SumLook look = sums.orElse(null);
        if (look != null && look.isOfUse() && toRead <= 0) {
            last = sumPace;
            Optional<RouteLook.Seen> seen = look.next(after, sumPace.rows());
            if (seen.isPresent()) {
                return seen.get();
            }
            toRead = READ;
        }
        toRead--;
        last = rowPace;
        return rows.next(after, rowPace.rows());
    }

    /** The chunk took so long. */
    void took(long millis) {
        last.took(millis);
    }
}
