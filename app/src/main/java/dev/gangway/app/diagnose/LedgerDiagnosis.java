package dev.gangway.app.diagnose;

import dev.gangway.app.run.LedgerView;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.mysql.state.ParkedKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether every captured change is accounted for, and what is put aside. */
final class LedgerDiagnosis implements Diagnosis {

    @Override
    public Set<Needs> needs() {
        return Set.of(Needs.STATE);
    }

    @Override
    public List<Finding> look(Scene scene) {
        LedgerView ledger = LedgerView.read(scene.databases().state());
        var findings = new ArrayList<Finding>();
        if (!ledger.isBalanced()) {
            var mends = new ArrayList<Mend>();
            mends.add(Mend.person("report it with these numbers; then begin a new stream, which compares everything"));
            if (scene.stream().runs()) {
                mends.add(scene.command("stop"));
            }
            mends.add(scene.command("attach --yes"));
            findings.add(new Finding(Fault.LEDGER_UNBALANCED, List.of(ledger.alarm()), mends, false));
        }
        ledger.kinds().stream()
                .filter(kind -> !kind.code().equals(ErrorCode.JOINED.name()))
                .map(kind -> parked(scene, kind))
                .forEach(findings::add);
        return findings;
    }

    private static Finding parked(Scene scene, ParkedKind kind) {
        Fault fault = fault(kind);
        String evidence = "%,d of %s: %s [%s]".formatted(kind.rows(), kind.place(), kind.reason(), kind.code());
        String retry = "parked retry --table " + kind.place() + " --class " + kind.code();
        return switch (fault) {
            case PARKED_DISPLACED ->
                Finding.of(
                        fault,
                        evidence,
                        Mend.person(
                                "change the unique value of one of the two rows in the shop; see gangway parked list"
                                        + " --config " + scene.config().file()));
            case PARKED_UNREADABLE ->
                Finding.of(
                        fault,
                        evidence,
                        Mend.person("find out who writes to these topics and stop it"),
                        scene.command("parked drop --class " + kind.code() + " --yes"));
            default -> Finding.of(fault, evidence, Mend.person("mend what the reason says"), scene.command(retry));
        };
    }

    private static Fault fault(ParkedKind kind) {
        if (kind.isDisplaced()) {
            return Fault.PARKED_DISPLACED;
        }
        if (kind.byLoad()) {
            return Fault.PARKED_BY_LOAD;
        }
        return switch (kind.code()) {
            case "TARGET_REJECTED", "TARGET_CONFLICT" -> Fault.PARKED_REFUSED;
            case "RECORD_TOO_LARGE" -> Fault.PARKED_TOO_LARGE;
            case "RECORD_UNREADABLE" -> Fault.PARKED_UNREADABLE;
            default -> kind.place().isEmpty() ? Fault.PARKED_UNREADABLE : Fault.PARKED_UNMAPPED;
        };
    }
}
