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
    TABLE_NOT_MAPPED("tables without a counterpart"),
    COLUMN_NOT_MAPPED("columns without a counterpart"),
    TYPE_DIFFERS("columns of another type");

    private final String title;

    Cause(String title) {
        this.title = title;
    }

    /** For headings. */
    String title() {
        return title;
    }

    /** True when rules of an overlay can settle it. */
    boolean hasRemedy() {
        return switch (this) {
            case CLASS_UNKNOWN, INPUT_MISSING, TABLE_NOT_MAPPED, COLUMN_NOT_MAPPED, TYPE_DIFFERS -> true;
            case CHECK_FAILED, TABLE_MISSING, COLUMN_MISSING, DATA_INCOMPATIBLE, ORPHANS -> false;
        };
    }
}
