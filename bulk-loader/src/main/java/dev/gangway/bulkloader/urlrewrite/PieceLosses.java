package dev.gangway.bulkloader.urlrewrite;

import dev.gangway.core.handler.urlrewrite.CustomTarget;
import dev.gangway.mysql.state.LossStore;
import dev.gangway.mysql.write.Loss;
import dev.gangway.mysql.write.WriteLosses;
import java.util.ArrayList;
import java.util.List;

/** What one piece of the url rewrites loses; stored in the transaction that writes the piece. One thread. */
final class PieceLosses {
    private static final String GIVEN_WAY = "another rewrite has the path: suffix added";

    private final WriteLosses written = new WriteLosses();
    private long givenWay;
    private long leadNowhere;

    /** Where writers count. */
    WriteLosses written() {
        return written;
    }

    /** A path that is longer than the target's column. */
    void cutPath() {
        written.add(new Loss(RewriteTarget.TABLE, "request_path", Loss.Kind.TRUNCATED), 1);
    }

    /** Rewrites that got a suffix. */
    void gaveWay(long rewrites) {
        givenWay += rewrites;
    }

    /** A rewrite to a page that Magento 2 does not have. */
    void leadsNowhere() {
        leadNowhere++;
    }

    List<LossStore.Entry> entries() {
        var entries = new ArrayList<>(LossStore.entries(written.snapshot()));
        if (givenWay > 0) {
            entries.add(new LossStore.Entry(RewriteTarget.TABLE, "request_path", GIVEN_WAY, givenWay));
        }
        if (leadNowhere > 0) {
            entries.add(new LossStore.Entry(RewriteTarget.TABLE, "target_path", CustomTarget.GONE, leadNowhere));
        }
        return entries;
    }
}
