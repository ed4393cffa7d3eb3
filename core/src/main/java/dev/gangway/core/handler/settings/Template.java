package dev.gangway.core.handler.settings;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.php.PhpNumbers;
import dev.gangway.core.php.PhpText;
import dev.gangway.core.row.Row;

/** Keeps Magento 2's own e-mail template where Magento 1 names a built-in one; ids of the shop's own templates go over. */
public record Template(String field) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        Object known = opposite.get(field);
        if (!PhpNumbers.isNumeric(row.text(field)) && !PhpText.isFalsy(known)) {
            row.set(field, known);
        }
    }

    /** Makes {@link Template}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "Settings\\Template", "Keeps Magento 2's template where Magento 1 names a built-in one.")
                    .example(
                            "Magento 2 has sales_email_order_template",
                            "sales_email_order",
                            "sales_email_order_template")
                    .example("Magento 2 has sales_email_order_template", "7", "7");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new Template(binding.field());
        }
    }
}
