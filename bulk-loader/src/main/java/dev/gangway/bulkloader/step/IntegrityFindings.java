package dev.gangway.bulkloader.step;

import dev.gangway.bulkloader.progress.Finding;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.IntegrityFinding.Kind;
import dev.gangway.core.schema.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Words for the findings of a generic integrity check, grouped by kind and side. */
public final class IntegrityFindings {

    private IntegrityFindings() {}

    private record Group(Kind kind, Side side) {}

    /** One line for whole tables of a kind and side, one line per table for fields. */
    public static List<Finding> describe(List<IntegrityFinding> findings) {
        Map<Group, List<IntegrityFinding>> groups = findings.stream()
                .collect(Collectors.groupingBy(
                        f -> new Group(f.kind(), f.side()),
                        () -> new TreeMap<>(
                                java.util.Comparator.comparing(Group::kind).thenComparing(Group::side)),
                        Collectors.toList()));
        var lines = new ArrayList<Finding>();
        groups.forEach((group, members) -> describe(group, members, lines));
        return lines;
    }

    private static void describe(Group group, List<IntegrityFinding> members, List<Finding> lines) {
        String side = group.side() == Side.SOURCE ? "Source" : "Destination";
        switch (group.kind()) {
            case DOCUMENT_MISSING -> lines.add(Finding.error(side + " documents are missing: " + documents(members)));
            case DOCUMENT_NOT_MAPPED ->
                lines.add(Finding.error(side + " documents are not mapped: " + documents(members)));
            case FIELD_MISSING ->
                members.forEach(m -> lines.add(Finding.error(side + " fields are missing. " + fields(m))));
            case FIELD_NOT_MAPPED ->
                members.forEach(m -> lines.add(Finding.error(side + " fields are not mapped. " + fields(m))));
            case INCOMPATIBLE_DATA ->
                members.forEach(m -> lines.add(Finding.error(side + " data are incompatible. " + fields(m))));
            case TYPE_MISMATCH ->
                members.forEach(m -> lines.add(Finding.warning(side + " fields have another data type. " + fields(m))));
            case CLASS_NOT_MAPPED ->
                members.forEach(m -> lines.add(Finding.error(incompatible(
                        m,
                        "%s: class %s is not mapped, at %s".formatted(m.fields().toArray())))));
            case INPUT_MISSING ->
                members.forEach(m -> lines.add(Finding.error(incompatible(
                        m,
                        "frontend_input is empty for attribute_id=" + m.fields().get(2)))));
            case ATTRIBUTE_MISSING ->
                members.forEach(m -> lines.add(Finding.error(incompatible(
                        m,
                        "attribute %s of %s does not exist; if the shop never had it, let gangway integrity --propose FILE say so"
                                .formatted(m.fields().toArray())))));
            case ORPHANS -> members.forEach(m -> lines.add(Finding.error(orphans(m))));
            case ORPHANS_DECIDED -> members.forEach(m -> lines.add(Finding.warning(orphans(m))));
            case CHECK_FAILED ->
                members.forEach(
                        m -> lines.add(Finding.error("The check cannot be made: " + String.join("; ", m.fields()))));
        }
    }

    private static String documents(List<IntegrityFinding> members) {
        return members.stream().map(IntegrityFinding::document).sorted().collect(Collectors.joining(", "));
    }

    private static String incompatible(IntegrityFinding finding, String what) {
        String side = finding.side() == Side.SOURCE ? "Source" : "Destination";
        return side + " data are incompatible. Document: " + finding.document() + ". Fields: " + what;
    }

    private static String orphans(IntegrityFinding finding) {
        return "Source rows have no parent. Document: " + finding.document() + ". "
                + String.join("; ", finding.fields());
    }

    private static String fields(IntegrityFinding finding) {
        return "Document: " + finding.document() + ". Fields: " + String.join(", ", finding.fields());
    }
}
