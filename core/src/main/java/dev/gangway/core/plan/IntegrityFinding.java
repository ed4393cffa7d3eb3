package dev.gangway.core.plan;

import dev.gangway.core.schema.Side;
import java.util.List;

/**
 * One finding of an integrity check: what does not fit between the rule files and the two schemas.
 *
 * @param document the table it is reported under
 * @param fields the columns concerned, empty for findings about whole tables
 */
public record IntegrityFinding(Kind kind, Side side, String document, List<String> fields) {

    public IntegrityFinding {
        fields = List.copyOf(fields);
    }

    /** What is wrong. A type mismatch, and orphans that the configuration decides about, let the check pass. */
    public enum Kind {
        DOCUMENT_MISSING(true),
        DOCUMENT_NOT_MAPPED(true),
        FIELD_MISSING(true),
        FIELD_NOT_MAPPED(true),
        INCOMPATIBLE_DATA(true),
        TYPE_MISMATCH(false),
        /** A class of Magento 1 that the class map does not know; the fields are column, class, and the key of the row. */
        CLASS_NOT_MAPPED(true),
        /** An attribute without an input type; the fields are its code, its entity type, and its id. */
        INPUT_MISSING(true),
        /** An attribute that a step needs and the source lacks; the fields are its code and its entity type. */
        ATTRIBUTE_MISSING(true),
        /** Rows whose parent does not exist, and nobody has said what becomes of them. */
        ORPHANS(true),
        /** The same, but the configuration says what becomes of them. */
        ORPHANS_DECIDED(false),
        /** A step's check could not be made; the field holds the reason. */
        CHECK_FAILED(true);

        private final boolean failing;

        Kind(boolean failing) {
            this.failing = failing;
        }

        /** True when the check fails because of such a finding. */
        public boolean isFailing() {
            return failing;
        }
    }
}
