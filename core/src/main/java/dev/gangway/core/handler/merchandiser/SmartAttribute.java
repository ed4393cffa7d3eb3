package dev.gangway.core.handler.merchandiser;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.FieldValue;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.RowRejectedException;
import dev.gangway.core.php.PhpArray;
import dev.gangway.core.php.PhpFormatException;
import dev.gangway.core.php.PhpJson;
import dev.gangway.core.php.PhpJsonException;
import dev.gangway.core.php.PhpReader;
import dev.gangway.core.php.PhpScalar;
import dev.gangway.core.php.PhpString;
import dev.gangway.core.php.PhpValue;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rules of a smart category, kept in two fields, into one JSON list of conditions. A value that cannot be read rejects
 * its row.
 *
 * <p>By default {@code >=}, {@code <=} and {@code !=} are understood; strict reads them as the old tool does, which leaves the
 * equals sign in the value.
 */
public record SmartAttribute(String field, boolean strict) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        Object rules = row.get("smart_attributes");
        if (rules == null) {
            return;
        }
        try {
            if (PhpReader.read(FieldValue.bytes(rules)) instanceof PhpArray list) {
                String codes = row.text("attribute_codes");
                PhpArray conditions = conditions(list, (codes == null ? "" : codes).split(",", -1));
                row.set(field, PhpJson.encode(conditions));
            }
        } catch (PhpFormatException | PhpJsonException e) {
            throw new RowRejectedException(
                    "Field smart_attributes of " + row.document() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private PhpArray conditions(PhpArray rules, String[] codes) {
        var conditions = new PhpArray();
        for (PhpValue rule : rules.entries().values()) {
            if (conditions.size() >= codes.length) {
                throw new RowRejectedException("There are more smart attributes than attribute codes");
            }
            if (!(rule.resolved() instanceof PhpArray parts)) {
                throw new RowRejectedException("A smart attribute is not a list of value and link");
            }
            conditions.add(condition(parts, codes[conditions.size()]));
        }
        return conditions;
    }

    private PhpArray condition(PhpArray parts, String code) {
        PhpValue link = parts.get("link");
        Comparison comparison = Comparison.of(text(parts.get("value")), strict);
        return new PhpArray()
                .put("operator", PhpString.of(comparison.operator()))
                .put("value", PhpString.of(comparison.value()))
                .put("attribute", PhpString.of(code))
                .put("logic", link == null ? PhpScalar.NULL : link);
    }

    private static String text(@Nullable PhpValue value) {
        if (value instanceof PhpString string) {
            return string.text();
        }
        if (value instanceof PhpScalar.Int number) {
            return Long.toString(number.value());
        }
        throw new RowRejectedException("A smart attribute has no value");
    }

    /** Makes {@link SmartAttribute}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "VisualMerchandiser\\SmartAttribute",
                            "Turns the rules of a smart category into JSON conditions.")
                    .deviation("`>=`, `<=` and `!=` are understood (strict: `>=5` is read as greater than `=5`)")
                    .example(
                            "attribute_codes=price, one rule `>5` linked by AND",
                            "",
                            "[{\"operator\":\"gt\",\"value\":\"5\",\"attribute\":\"price\",\"logic\":\"AND\"}]");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new SmartAttribute(binding.field(), binding.environment().compatibility() == Compatibility.STRICT);
        }
    }
}
