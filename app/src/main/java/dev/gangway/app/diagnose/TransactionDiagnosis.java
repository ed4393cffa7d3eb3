package dev.gangway.app.diagnose;

import dev.gangway.mysql.inspect.OpenTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Transactions that are in the way: open for long on the source, or holding rows on the target that others wait for. */
final class TransactionDiagnosis implements Diagnosis {

    @Override
    public Set<Needs> needs() {
        return Set.of(Needs.SOURCE, Needs.TARGET);
    }

    @Override
    public List<Finding> look(Scene scene) {
        var findings = new ArrayList<Finding>();
        var source = scene.databases().source();
        if (OpenTransaction.areVisible(source)) {
            OpenTransaction.all(source).stream()
                    .filter(open -> open.rowsChanged() > 0
                            && open.seconds() >= scene.longTransaction().toSeconds())
                    .map(open -> Finding.of(
                            Fault.SOURCE_TRANSACTION,
                            open.text(),
                            Mend.person("end what it belongs to (an import, a reindexing), or"),
                            Mend.source("KILL " + open.connection() + ";")))
                    .forEach(findings::add);
        }
        var target = scene.databases().target();
        if (OpenTransaction.areVisible(target)) {
            findings.addAll(inTheWay(OpenTransaction.all(target)));
        }
        return findings;
    }

    /** Who holds rows is told only while somebody waits for rows; the oldest is the likeliest. */
    static List<Finding> inTheWay(List<OpenTransaction> open) {
        if (open.stream().noneMatch(OpenTransaction::isWaiting)) {
            return List.of();
        }
        return open.stream()
                .filter(one -> !one.isWaiting() && one.rowsLocked() > 0)
                .limit(1)
                .map(one -> Finding.of(Fault.TARGET_LOCKED, one.text(), Mend.target("KILL " + one.connection() + ";")))
                .toList();
    }
}
