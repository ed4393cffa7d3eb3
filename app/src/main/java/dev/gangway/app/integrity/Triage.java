package dev.gangway.app.integrity;

import dev.gangway.app.wiring.Databases;
import dev.gangway.app.wiring.PlanSource;
import dev.gangway.bulkloader.StepFindings;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.RuleFiles;
import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.rules.MapRules;
import dev.gangway.core.rules.Rule;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Schema;
import dev.gangway.core.schema.Side;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.inspect.InstalledModules;
import dev.gangway.mysql.inspect.ValueCounter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the findings of all steps into one list of single things that do not fit, each once, with the extension it probably
 * belongs to and the rows concerned. One use, one thread.
 */
final class Triage {
    private static final Comparator<Misfit> ORDER = Comparator.comparing(Misfit::fails, Comparator.reverseOrder())
            .thenComparing(Misfit::extension)
            .thenComparing(Misfit::cause)
            .thenComparing(Misfit::side)
            .thenComparing(Misfit::table)
            .thenComparing(Misfit::name);

    private record Counts(Side side, String table) {}

    private final RuleFiles rules;
    private final Schema source;
    private final Schema target;
    private final Databases databases;
    private final ExtensionGuess guess;
    private final Set<Misfit> misfits = new LinkedHashSet<>();

    Triage(PlanSource plan, Databases databases) {
        this.rules = plan.rules();
        this.source = plan.source();
        this.target = plan.target();
        this.databases = databases;
        this.guess = new ExtensionGuess(List.of(
                InstalledModules.of(databases.source(), source), InstalledModules.of(databases.target(), target)));
    }

    /** The misfits, those that fail the check first. */
    List<Misfit> of(List<StepFindings> steps) {
        for (StepFindings step : steps) {
            step.findings().forEach(this::add);
        }
        return counted().stream().sorted(ORDER).toList();
    }

    private void add(IntegrityFinding finding) {
        switch (finding.kind()) {
            case DOCUMENT_NOT_MAPPED -> table(finding, Cause.TABLE_NOT_MAPPED, ofMagento(finding));
            case DOCUMENT_MISSING -> table(finding, Cause.TABLE_MISSING, "");
            case FIELD_NOT_MAPPED -> finding.fields().forEach(field -> column(finding, Cause.COLUMN_NOT_MAPPED, field));
            case FIELD_MISSING -> finding.fields().forEach(field -> column(finding, Cause.COLUMN_MISSING, field));
            case TYPE_MISMATCH -> finding.fields().forEach(field -> column(finding, Cause.TYPE_DIFFERS, field));
            case INCOMPATIBLE_DATA -> finding.fields().forEach(text -> table(finding, Cause.DATA_INCOMPATIBLE, text));
            case ORPHANS, ORPHANS_DECIDED -> finding.fields().forEach(text -> table(finding, Cause.ORPHANS, text));
            case CHECK_FAILED -> finding.fields().forEach(text -> table(finding, Cause.CHECK_FAILED, text));
            case CLASS_NOT_MAPPED -> {
                List<String> fields = finding.fields();
                put(
                        finding,
                        Cause.CLASS_UNKNOWN,
                        guess.of(fields.get(1)),
                        List.of(fields.get(1), fields.get(0) + ", at " + fields.get(2)));
            }
            case ATTRIBUTE_MISSING -> put(finding, Cause.ATTRIBUTE_MISSING, "Magento", finding.fields());
            case INPUT_MISSING -> {
                List<String> fields = finding.fields();
                put(finding, Cause.INPUT_MISSING, guess.of(fields.get(0), finding.document()), fields.subList(0, 2));
            }
        }
    }

    private void table(IntegrityFinding finding, Cause cause, String detail) {
        misfits.add(new Misfit(
                cause == Cause.CHECK_FAILED ? ExtensionGuess.UNKNOWN : guess.of(finding.document()),
                cause,
                finding.side(),
                finding.document(),
                "",
                detail,
                Misfit.UNKNOWN,
                finding.kind().isFailing()));
    }

    private void column(IntegrityFinding finding, Cause cause, String reported) {
        String column = cause == Cause.COLUMN_NOT_MAPPED ? ownColumn(finding, reported) : reported;
        String detail = cause == Cause.TYPE_DIFFERS ? types(finding, column) : "";
        put(finding, cause, guess.of(column, finding.document()), List.of(column, detail));
    }

    /** {@code nameAndDetail} as {@link Misfit} has them. */
    private void put(IntegrityFinding finding, Cause cause, String extension, List<String> nameAndDetail) {
        misfits.add(new Misfit(
                extension,
                cause,
                finding.side(),
                finding.document(),
                nameAndDetail.get(0),
                nameAndDetail.get(1),
                Misfit.UNKNOWN,
                finding.kind().isFailing()));
    }

    /** A finding names the column that is missing on the other side; a rule may have moved it there from another one. */
    private String ownColumn(IntegrityFinding finding, String reported) {
        List<Column> columns = schema(finding.side())
                .table(finding.document())
                .map(Table::columns)
                .orElse(List.of());
        for (OptionName name : rules.maps()) {
            MapRules map = rules.map(name);
            for (Column column : columns) {
                boolean moved = map.allRules().stream()
                        .anyMatch(rule -> rule instanceof Rule.MoveField move
                                && (move.from().equals(finding.document() + "." + column.name())
                                                && move.toField().equals(reported)
                                        || move.to().equals(finding.document() + "." + column.name())
                                                && move.field().equals(reported)));
                if (moved) {
                    return column.name();
                }
            }
        }
        return reported;
    }

    private String types(IntegrityFinding finding, String column) {
        String here = type(finding.side(), finding.document(), column);
        for (OptionName name : rules.maps()) {
            MapRules map = rules.map(name);
            if (map.isDocumentIgnored(finding.document(), finding.side())) {
                continue;
            }
            String document =
                    map.mappedDocument(finding.document(), finding.side()).orElse("");
            String field =
                    map.mappedField(finding.document(), column, finding.side()).orElse("");
            String there = type(finding.side().opposite(), document, field);
            if (!there.isEmpty()) {
                return here + ", counterpart " + there;
            }
        }
        return here;
    }

    private String type(Side side, String table, String column) {
        return schema(side)
                .table(table)
                .flatMap(t -> t.column(column))
                .map(Column::type)
                .orElse("");
    }

    /** A table that a rule of the configuration leads somewhere is one of Magento's own: something is wrong with the target. */
    private String ofMagento(IntegrityFinding finding) {
        boolean named = rules.maps().stream()
                .map(rules::map)
                .anyMatch(map -> map.isDocumentMapped(finding.document(), finding.side()));
        return named ? "a table of Magento itself: check that the other side is complete before leaving it behind" : "";
    }

    private Schema schema(Side side) {
        return side == Side.SOURCE ? source : target;
    }

    private List<Misfit> counted() {
        Map<Counts, Set<String>> columns = new LinkedHashMap<>();
        for (Misfit misfit : misfits) {
            if (isCounted(misfit)) {
                columns.computeIfAbsent(new Counts(misfit.side(), misfit.table()), key -> new LinkedHashSet<>())
                        .add(misfit.name());
            }
        }
        Map<Counts, Map<String, Long>> counts = new LinkedHashMap<>();
        columns.forEach((key, names) -> counts.put(key, count(key, names)));
        var result = new ArrayList<Misfit>();
        for (Misfit misfit : misfits) {
            long rows = isCounted(misfit)
                    ? counts.getOrDefault(new Counts(misfit.side(), misfit.table()), Map.of())
                            .getOrDefault(misfit.name(), Misfit.UNKNOWN)
                    : Misfit.UNKNOWN;
            result.add(new Misfit(
                    misfit.extension(),
                    misfit.cause(),
                    misfit.side(),
                    misfit.table(),
                    misfit.name(),
                    misfit.detail(),
                    rows,
                    misfit.fails()));
        }
        return result;
    }

    private static boolean isCounted(Misfit misfit) {
        return switch (misfit.cause()) {
            case TABLE_NOT_MAPPED, COLUMN_NOT_MAPPED, TYPE_DIFFERS -> true;
            default -> false;
        };
    }

    private Map<String, Long> count(Counts key, Set<String> names) {
        var counter = new ValueCounter(key.side() == Side.SOURCE ? databases.source() : databases.target());
        return schema(key.side())
                .table(key.table())
                .map(table -> counter.counts(
                        table, names.stream().filter(name -> !name.isEmpty()).toList()))
                .orElse(Map.of());
    }
}
