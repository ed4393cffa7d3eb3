package dev.gangway.core.handler.value;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.HandlerParameterException;
import dev.gangway.core.handler.RowRejectedException;
import dev.gangway.core.php.PhpNumbers;
import dev.gangway.core.php.PhpText;
import dev.gangway.core.row.Row;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Gives a field the same value in every row. */
public record SetValue(String field, @Nullable String value) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        row.set(field, value);
    }

    /** Adds a number to a field; NULL counts as 0. */
    record Add(String field, BigDecimal operand) implements Handler {
        /** PHP prints the result with 14 significant digits unless both numbers are integers. */
        private static final MathContext PRINTED = new MathContext(14, RoundingMode.HALF_EVEN);

        @Override
        public void handle(Row row, Row opposite, HandlerContext context) {
            String current = row.text(field);
            if (current != null && !PhpNumbers.isNumeric(current)) {
                throw new RowRejectedException(
                        "Field " + field + " of " + row.document() + " holds no number that SetValue could add to");
            }
            BigDecimal number = current == null ? BigDecimal.ZERO : new BigDecimal(decimal(current));
            row.set(field, text(number.add(operand)));
        }

        private static String text(BigDecimal sum) {
            BigDecimal plain = sum.signum() == 0 ? BigDecimal.ZERO : sum.stripTrailingZeros();
            return (plain.scale() <= 0 ? plain : plain.round(PRINTED).stripTrailingZeros()).toPlainString();
        }
    }

    /** PHP's {@code 1.} and {@code .5} in a form that {@link BigDecimal} reads. */
    private static String decimal(String numeric) {
        String text = PhpText.trimWhitespace(numeric);
        return text.endsWith(".") ? text + "0" : text.replace(".e", ".0e").replace(".E", ".0E");
    }

    /** Makes {@link SetValue}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("SetValue", "Sets one value in every row, or adds a number to the value.")
                    .required(
                            "value",
                            "the value; `NULL` in any letter case is NULL; a leading `+` or `-` adds or subtracts")
                    .example("value=0.0000", "5", "0.0000")
                    .example("value=+100", "5", "105")
                    .example("value=NULL", "x", "NULL");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            String value = binding.required("value");
            if (value.equalsIgnoreCase("NULL")) {
                return new SetValue(binding.field(), null);
            }
            if (value.startsWith("+") || value.startsWith("-")) {
                return new Add(binding.field(), operand(value));
            }
            return new SetValue(binding.field(), value);
        }

        private static BigDecimal operand(String value) {
            String number = value.substring(1);
            if (!PhpNumbers.isNumeric(number)) {
                throw new HandlerParameterException("Parameter value is '" + value
                        + "': a number must follow the sign, or leave the sign out to set this text");
            }
            var operand = new BigDecimal(decimal(number));
            return value.charAt(0) == '-' ? operand.negate() : operand;
        }
    }
}
