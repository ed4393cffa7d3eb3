package dev.gangway.app.integrity;

/** Why something does not fit, in the order in which a person should look at it. */
enum Cause {
    CHECK_FAILED("checks that cannot be made"),
    TABLE_MISSING("tables that a step needs and the database lacks"),
    COLUMN_MISSING("columns that a step needs, or does not expect"),
    DATA_INCOMPATIBLE("data that Magento 2 cannot use"),
    ORPHANS("rows without the parent they name"),
    CLASS_UNKNOWN("classes without a counterpart"),
    INPUT_MISSING("attributes without an input type"),
    ATTRIBUTE_MISSING("attributes that the source lacks"),
    TABLE_NOT_MAPPED("tables without a counterpart"),
    COLUMN_NOT_MAPPED("columns without a counterpart"),
    TYPE_DIFFERS("columns of another type");

    private final String title;

    Cause(String title) {
        this.title = title;
    }

    /** Why no rule settles it, and what does; empty for causes that a rule settles. */
    String instead() {
        return switch (this) {
            case CHECK_FAILED ->
                "the check stopped before it could find anything: mend what it names, then check again";
            case TABLE_MISSING ->
                "a step cannot work without the table: restore it, correct the name or prefix of the database, or take the"
                        + " step out of the configuration";
            case COLUMN_MISSING ->
                "a step reads and writes by a fixed list of columns: finish the upgrade of the shop that should have them, or"
                        + " take the step out of the configuration";
            case DATA_INCOMPATIBLE ->
                "only the shop knows which of these rows is right: correct them in the source, or accept the step's own"
                        + " choice with --auto";
            case ORPHANS -> "decide about them with <bulk orphans=\"carry\"/> or <bulk orphans=\"park\"/>";
            case CLASS_UNKNOWN, INPUT_MISSING, ATTRIBUTE_MISSING, TABLE_NOT_MAPPED, COLUMN_NOT_MAPPED, TYPE_DIFFERS ->
                "";
        };
    }

    /** For headings. */
    String title() {
        return title;
    }

    /** True when rules of an overlay can settle it. */
    boolean hasRemedy() {
        return instead().isEmpty();
    }
}
