package dev.gangway.app.diagnose;

import dev.gangway.app.command.ExitCode;
import dev.gangway.app.wiring.Json;
import dev.gangway.core.config.MigrationConfig;
import dev.gangway.core.error.MigrationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is wrong with a migration, the worst first.
 *
 * @param unseen what could not be looked at, and why
 */
record DiagnoseReport(List<Finding> findings, List<String> unseen) {
    static final List<Diagnosis> ALL = List.of(
            new RequirementDiagnosis(),
            new StateDiagnosis(),
            new IdentityDiagnosis(),
            new TriggerDiagnosis(),
            new BinlogDiagnosis(),
            new TopicDiagnosis(),
            new LedgerDiagnosis(),
            new PlanDiagnosis(),
            new UnfinishedDiagnosis(),
            new StreamDiagnosis(),
            new TransactionDiagnosis());

    DiagnoseReport {
        findings =
                findings.stream().sorted(Comparator.comparing(Finding::fault)).toList();
        unseen = List.copyOf(unseen);
    }

    /** Looks everywhere; what does not answer keeps nobody from looking at the rest. */
    static DiagnoseReport read(MigrationConfig config, Duration longTransaction) {
        Scene scene = new Scene(config, longTransaction);
        var findings = new ArrayList<Finding>();
        var unseen = new ArrayList<String>();
        for (Diagnosis diagnosis : ALL) {
            if (scene.hasAll(diagnosis.needs())) {
                try {
                    findings.addAll(diagnosis.look(scene));
                } catch (MigrationException e) {
                    unseen.add(e.getMessage() + " [" + e.code() + "]");
                }
            }
        }
        return new DiagnoseReport(findings, unseen.stream().distinct().toList());
    }

    int exitCode() {
        return findings.isEmpty() && unseen.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (Finding finding : findings) {
            append(text, ++number, finding);
        }
        for (String one : unseen) {
            text.append("not looked at: ").append(one).append('\n');
        }
        return text.append(sum()).toString();
    }

    private String sum() {
        if (findings.isEmpty()) {
            return unseen.isEmpty() ? "Nothing is wrong" : "Nothing else was found";
        }
        return findings.size() == 1
                ? "1 thing is wrong"
                : "%,d things are wrong, the worst first".formatted(findings.size());
    }

    private static void append(StringBuilder text, int number, Finding finding) {
        Fault fault = finding.fault();
        text.append("%d. %s. (%s, %s: %s)%n"
                .formatted(
                        number, fault.cause(), fault.word(), fault.weight().word(), String.join(" ", fault.numbers())));
        finding.evidence()
                .forEach(line ->
                        text.append("   ").append(line.replace("\n", "\n   ")).append('\n'));
        text.append(finding.isChoice() ? "   One of these mends it:\n" : "   This mends it:\n");
        finding.mends().forEach(mend -> text.append("     ").append(mend).append('\n'));
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("findings", findings.stream().map(DiagnoseReport::facts).toList());
        all.put("unseen", unseen);
        return Json.of(all);
    }

    private static Map<String, Object> facts(Finding finding) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", finding.fault().word());
        facts.put("weight", finding.fault().weight().word());
        facts.put("faults", finding.fault().numbers());
        facts.put("cause", finding.fault().cause());
        facts.put("evidence", finding.evidence());
        facts.put("choice", finding.isChoice());
        facts.put("mend", finding.mends().stream().map(DiagnoseReport::facts).toList());
        return facts;
    }

    private static Map<String, String> facts(Mend mend) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("where", mend.where().name().toLowerCase(Locale.ROOT));
        facts.put("text", mend.text());
        return facts;
    }
}
