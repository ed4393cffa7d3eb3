package dev.gangway.app.wiring;

import dev.gangway.core.plan.IntegrityFinding;
import dev.gangway.core.plan.IntegrityFinding.Kind;
import dev.gangway.core.plan.Side;
import java.util.ArrayList;
import java.util.List;

/** Puts integrity findings into words: tables of one kind and side in one line, columns in one line per table. */
public final class IntegrityText {
    private IntegrityText() {}

    public static List<String> lines(List<IntegrityFinding> findings) {
        List<String> lines = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Side side : Side.values()) {
                List<IntegrityFinding> group = findings.stream()
                        .filter(f -> f.kind() == kind && f.side() == side)
                        .toList();
                if (!group.isEmpty()) {
                    lines.addAll(lines(kind, side, group));
                }
            }
        }
        return lines;
    }

    private static List<String> lines(Kind kind, Side side, List<IntegrityFinding> group) {
        String where = side == Side.SOURCE ? "source" : "destination";
        if (kind == Kind.DOCUMENT_MISSING || kind == Kind.DOCUMENT_NOT_MAPPED) {
            String tables = String.join(
                    ", ", group.stream().map(IntegrityFinding::document).toList());
            return List.of(phrase(kind) + " (" + where + "): " + tables);
        }
        return group.stream()
                .map(f -> phrase(kind) + " (" + where + ") of " + f.document() + ": " + String.join(", ", f.fields()))
                .toList();
    }

    private static String phrase(Kind kind) {
        return switch (kind) {
            case DOCUMENT_MISSING -> "Tables that do not exist";
            case DOCUMENT_NOT_MAPPED -> "Tables without counterpart; rename or ignore them in the map";
            case FIELD_MISSING -> "Columns that do not exist";
            case FIELD_NOT_MAPPED -> "Columns without counterpart; move or ignore them in the map";
            case INCOMPATIBLE_DATA -> "Data that does not fit";
            case TYPE_MISMATCH -> "Columns of different types";
        };
    }
}
