package dev.gangway.core.rules;

import dev.gangway.core.problem.Place;
import dev.gangway.core.schema.Side;

/** One rule of a map file with its place, so that a rule without effect can be reported where it stands. */
public sealed interface Rule
        permits Rule.IgnoreDocument,
                Rule.RenameDocument,
                Rule.IgnoreField,
                Rule.IgnoreDataType,
                Rule.MoveField,
                TransformRule {

    Place place();

    /** The side in whose element the rule stands. */
    Side side();

    /** The document that the rule names first; for {@link IgnoreDocument} it may hold {@code *}. */
    String document();

    /** A document of one side that is left out; {@code *} in the name stands for any characters and the end is open. */
    record IgnoreDocument(Place place, Side side, String document) implements Rule {

        public boolean hasWildcard() {
            return document.indexOf('*') >= 0;
        }

        /** True when this rule alone ignores the name, be it exactly or by wildcard. */
        public boolean matches(String name) {
            return hasWildcard() ? DocumentPattern.of(document).matches(name) : document.equals(name);
        }
    }

    /** A source document and its name on the destination; used in both directions. */
    record RenameDocument(Place place, String document, String to) implements Rule {
        @Override
        public Side side() {
            return Side.SOURCE;
        }
    }

    /** A field of one side that is neither copied nor looked for on the other side. */
    record IgnoreField(Place place, Side side, String document, String field) implements Rule {}

    /** A field of one side whose type may differ from the other side's. */
    record IgnoreDataType(Place place, Side side, String document, String field) implements Rule {}

    /** A source field and its name on the destination; used in both directions. */
    record MoveField(Place place, String document, String field, String toDocument, String toField) implements Rule {
        @Override
        public Side side() {
            return Side.SOURCE;
        }

        public String from() {
            return document + '.' + field;
        }

        public String to() {
            return toDocument + '.' + toField;
        }
    }
}
