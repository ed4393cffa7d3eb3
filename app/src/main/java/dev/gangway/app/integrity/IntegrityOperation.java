package dev.gangway.app.integrity;

import dev.gangway.app.command.Console;
import dev.gangway.app.command.ExitCode;
import dev.gangway.app.command.Operations.IntegrityRequest;
import dev.gangway.app.logins.Administrators;
import dev.gangway.app.logins.LoginReport;
import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.NewFiles;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.bulkloader.BulkLoader;
import dev.gangway.bulkloader.CaptureStart;
import dev.gangway.bulkloader.StepFindings;
import dev.gangway.bulkloader.StepRegistry;
import dev.gangway.bulkloader.orphan.OrphanExport;
import dev.gangway.bulkloader.orphan.OrphanFinder;
import dev.gangway.bulkloader.orphan.OrphanScope;
import dev.gangway.bulkloader.orphan.Orphans;
import dev.gangway.bulkloader.progress.BulkListener;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.error.ErrorCode;
import dev.gangway.core.problem.Problems;
import dev.gangway.core.rules.ClassMap;
import dev.gangway.core.rules.Groups;
import dev.gangway.core.rules.MapRules;
import dev.gangway.mysql.connect.SqlErrors;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the integrity stage of every step of a configuration and says what can be done. Changes nothing in either shop. */
public final class IntegrityOperation {
    private final IntegrityRequest request;
    private final Console console;
    private final Databases databases;

    public IntegrityOperation(IntegrityRequest request, Console console) {
        this.request = request;
        this.console = console;
        this.databases = Databases.of(request.config());
    }

    /** Prints the findings; the exit code tells whether the configuration as it stands passes the check. */
    public int run() {
        PlanSource plan = PlanSource.read(request.config(), databases);
        List<Misfit> misfits = misfits(plan);
        plan.warnings().all().forEach(warning -> console.say("warning: " + warning));
        LoginReport logins = LoginReport.of(request.config(), databases, plan.source(), plan.target());
        logins.warning().forEach(warning -> console.say("warning: " + warning));
        Administrators administrators = Administrators.read(databases.source(), plan.compile());
        administrators.warning().forEach(warning -> console.say("warning: " + warning));
        var report = new IntegrityReport(misfits);
        report.add("logins", logins.facts());
        report.add("administratorsLeftBehind", administrators.leftBehind());
        if (!request.json()) {
            console.result(report.text());
        }
        request.exportOrphans().ifPresent(file -> report.add("orphansExported", export(plan, file)));
        request.propose().ifPresent(file -> propose(plan, misfits, file, report));
        if (request.json()) {
            console.result(report.json());
        }
        if (report.passes() || request.auto()) {
            console.say("Next: gangway plan --config " + request.config().file()
                    + " shows what becomes of every table, gangway settings begins");
            return ExitCode.DONE;
        }
        if (request.propose().isEmpty()) {
            console.complain(
                    "Map or ignore what is named here, let gangway integrity --propose FILE write an overlay that"
                            + " leaves it behind, or accept all of it with --auto");
        }
        return ErrorCode.INTEGRITY_FAILED.type().exitCode();
    }

    private List<Misfit> misfits(PlanSource plan) {
        var input = plan.bulkInput(databases, plan.compile());
        var loader = new BulkLoader(input, StepRegistry.standard(), CaptureStart.NONE, warnings());
        List<StepFindings> findings = new ArrayList<>(loader.integrity(Mode.SETTINGS));
        findings.addAll(loader.integrity(Mode.DATA));
        return new Triage(plan, databases).of(findings);
    }

    private BulkListener warnings() {
        return new BulkListener() {
            @Override
            public void warning(String message) {
                console.say("warning: " + message);
            }
        };
    }

    private void propose(PlanSource plan, List<Misfit> misfits, Path file, IntegrityReport report) {
        var overlay = new Overlay(misfits);
        if (overlay.isEmpty()) {
            console.say("Nothing is proposed: there is nothing that a rule could settle");
            tellRemaining(misfits.stream().filter(Misfit::fails).toList());
            return;
        }
        var files = new OverlayFiles(overlay, file);
        files.write(request.force());
        List<Misfit> remaining = misfits(plan.with(withFiles(plan.rules(), files.names()))).stream()
                .filter(Misfit::fails)
                .toList();
        report.add(
                "proposal",
                Map.of(
                        "files",
                        files.names().entrySet().stream()
                                .map(entry -> Map.of(
                                        "option",
                                        entry.getKey().word(),
                                        "file",
                                        entry.getValue().toString()))
                                .toList(),
                        "leftBehind",
                        overlay.entries().stream()
                                .map(Overlay.Entry::leftBehind)
                                .toList(),
                        "passes",
                        remaining.isEmpty(),
                        "remaining",
                        remaining.stream().map(Misfit::text).toList(),
                        "instead",
                        remaining.stream()
                                .map(misfit -> misfit.cause().instead())
                                .distinct()
                                .toList()));
        tell(overlay, files, remaining);
    }

    private static RuleFiles withFiles(RuleFiles rules, Map<OptionName, Path> files) {
        var problems = new Problems();
        Path map = files.get(OptionName.MAP_OVERLAY);
        Path classes = files.get(OptionName.CLASS_MAP_OVERLAY);
        Path attributes = files.get(OptionName.EAV_ATTRIBUTE_GROUPS_OVERLAY);
        RuleFiles all = rules.with(
                map == null ? MapRules.empty() : MapRules.read(map, problems),
                classes == null ? ClassMap.empty() : ClassMap.read(classes, problems),
                attributes == null ? Groups.empty() : Groups.read(attributes, problems));
        problems.throwIfErrors(ErrorCode.INTERNAL, "The proposed overlay has mistakes:");
        return all;
    }

    private void tell(Overlay overlay, OverlayFiles files, List<Misfit> remaining) {
        console.say("");
        console.say("With the proposed overlay");
        overlay.entries().forEach(entry -> console.say("  - " + entry.leftBehind()));
        console.say("");
        if (remaining.isEmpty()) {
            console.say("and the integrity check passes. To use it, add to <options>:");
        } else {
            console.say("These remain, and no rule can settle them:");
            tellRemaining(remaining);
            console.say("To use the overlay for the rest, add to <options>:");
        }
        files.names()
                .forEach((option, path) ->
                        console.say("    <" + option.word() + ">" + path + "</" + option.word() + ">"));
        console.say("and check again: gangway integrity --config "
                + request.config().file());
    }

    /** Each thing that remains, and why no rule settles its kind. */
    private void tellRemaining(List<Misfit> remaining) {
        remaining.forEach(misfit -> console.say("  ! " + misfit.cause().title() + ": " + misfit.text()));
        remaining.stream()
                .map(Misfit::cause)
                .distinct()
                .filter(cause -> !cause.hasRemedy())
                .forEach(cause -> console.say("  (" + cause.title() + ": " + cause.instead() + ")"));
    }

    private long export(PlanSource plan, Path file) {
        NewFiles.refuseExisting(List.of(file), request.force());
        try (Writer writer = Files.newBufferedWriter(file)) {
            List<Orphans> orphans = new OrphanFinder(
                            databases.source(),
                            plan.source(),
                            request.config().bulk().threads())
                    .find(OrphanScope.of(
                            plan.rules(), plan.target(), request.config().compatibility()));
            long rows = new OrphanExport(databases.source()).write(orphans, writer);
            console.say("%,d rows without a parent are listed in %s".formatted(rows, file));
            return rows;
        } catch (IOException e) {
            throw NewFiles.notWritten(file, e);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, databases.source().config(), "listing rows without a parent");
        }
    }
}
