package dev.gangway.app.integrity;

import dev.gangway.app.wiring.XmlText;
import dev.gangway.core.schema.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules that would settle what does not fit, each with what it leaves behind: ignore what has no counterpart, accept other
 * types, drop unknown classes, carry attributes without an input type. What rules cannot settle is not in it.
 */
final class Overlay {

    /** Where in which file a rule stands. */
    enum Part {
        SOURCE_DOCUMENTS,
        SOURCE_FIELDS,
        DESTINATION_DOCUMENTS,
        DESTINATION_FIELDS,
        CLASSES,
        ATTRIBUTES,
        ATTRIBUTES_TO_IGNORE;

        static Part of(Side side, boolean document) {
            if (side == Side.SOURCE) {
                return document ? SOURCE_DOCUMENTS : SOURCE_FIELDS;
            }
            return document ? DESTINATION_DOCUMENTS : DESTINATION_FIELDS;
        }

        boolean isMap() {
            return this != CLASSES && !isAttributes();
        }

        boolean isAttributes() {
            return this == ATTRIBUTES || this == ATTRIBUTES_TO_IGNORE;
        }
    }

    /** One rule as XML, whose it is and what it leaves behind. */
    record Entry(Part part, String extension, String xml, String leftBehind) {}

    private static final String UNFITTING =
            "a text that is too long is cut, a number that is too great becomes the greatest that"
                    + " fits, each listed as a loss; a key that is too great gets another number where no table refers to it, otherwise"
                    + " its row is parked";

    private final List<Entry> entries = new ArrayList<>();

    Overlay(List<Misfit> misfits) {
        for (Misfit misfit : misfits) {
            if (misfit.cause().hasRemedy()) {
                Entry entry = entry(misfit);
                if (entries.stream()
                        .noneMatch(known ->
                                known.part() == entry.part() && known.xml().equals(entry.xml()))) {
                    entries.add(entry);
                }
            }
        }
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    private static Entry entry(Misfit misfit) {
        boolean source = misfit.side() == Side.SOURCE;
        return switch (misfit.cause()) {
            case TABLE_NOT_MAPPED -> document(misfit, source);
            case COLUMN_NOT_MAPPED -> field(misfit, source);
            case TYPE_DIFFERS ->
                new Entry(
                        Part.of(misfit.side(), false),
                        misfit.extension(),
                        "<ignore><datatype>" + XmlText.escaped(misfit.where()) + "</datatype></ignore>",
                        "values of " + misfit.where() + " are converted by the server (" + misfit.detail() + "); "
                                + UNFITTING);
            case CLASS_UNKNOWN ->
                new Entry(
                        Part.CLASSES,
                        misfit.extension(),
                        "<rename><from>" + XmlText.escaped(misfit.name()) + "</from><to></to></rename>",
                        "class " + misfit.name() + " is dropped from " + misfit.table());
            case ATTRIBUTE_MISSING ->
                new Entry(
                        Part.ATTRIBUTES_TO_IGNORE,
                        misfit.extension(),
                        attribute(misfit),
                        "attribute " + misfit.name() + " of " + misfit.detail()
                                + " may be missing: its column has Magento 2's default in every row, nothing is lost");
            default ->
                new Entry(
                        Part.ATTRIBUTES,
                        misfit.extension(),
                        attribute(misfit),
                        "attribute " + misfit.name() + " of " + misfit.detail()
                                + " is carried, but cannot be edited in Magento 2: it has no input type");
        };
    }

    private static String attribute(Misfit misfit) {
        return "<attribute type=\"" + XmlText.escaped(misfit.detail()) + "\">" + XmlText.escaped(misfit.name())
                + "</attribute>";
    }

    private static Entry document(Misfit misfit, boolean source) {
        String left = source
                ? "table " + misfit.table() + " stays behind" + counted(", with %,d %s", misfit.rows())
                : "target table " + misfit.table() + " is left as it is" + counted(", with %,d %s", misfit.rows());
        String warning = misfit.detail().isEmpty() ? "" : "; " + misfit.detail();
        return new Entry(
                Part.of(misfit.side(), true),
                misfit.extension(),
                "<ignore><document>" + XmlText.escaped(misfit.table()) + "</document></ignore>",
                left + warning);
    }

    private static Entry field(Misfit misfit, boolean source) {
        String left = source
                ? "column " + misfit.where() + " stays behind"
                        + (misfit.rows() == 0
                                ? "; no row holds a value in it"
                                : counted(", which holds a value in %,d %s", misfit.rows())
                                        + "; to keep them give the target's table a column of this name first")
                : "target column " + misfit.where() + " gets its default in every row";
        return new Entry(
                Part.of(misfit.side(), false),
                misfit.extension(),
                "<ignore><field>" + XmlText.escaped(misfit.where()) + "</field></ignore>",
                left);
    }

    private static String counted(String format, long rows) {
        return rows == Misfit.UNKNOWN ? "" : format.formatted(rows, rows == 1 ? "row" : "rows");
    }
}
