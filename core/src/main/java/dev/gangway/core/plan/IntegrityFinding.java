package dev.gangway.core.plan;

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

    /** What is wrong. Only a type mismatch lets the check pass. */
    public enum Kind {
        DOCUMENT_MISSING(true),
        DOCUMENT_NOT_MAPPED(true),
        FIELD_MISSING(true),
        FIELD_NOT_MAPPED(true),
        INCOMPATIBLE_DATA(true),
        TYPE_MISMATCH(false);

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
