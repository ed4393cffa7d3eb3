package dev.gangway.core.handler.content;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.FieldValue;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Frees a phrase that people translated from the module of Magento 1 that it was translated for: Magento 2 asks for the phrase alone. */
public record TranslatedPhrase(String field) implements Handler {
    private static final Pattern OF_MODULE =
            Pattern.compile("[A-Z][A-Za-z0-9]*+_[A-Z][A-Za-z0-9]*+::(.+)", Pattern.DOTALL);

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String phrase = row.text(field);
        if (phrase == null) {
            return;
        }
        Matcher ofModule = OF_MODULE.matcher(phrase);
        if (ofModule.matches()) {
            row.set(field, FieldValue.like(row.get(field), ofModule.group(1)));
        }
    }

    /** Makes {@link TranslatedPhrase}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "TranslatedPhrase",
                            "Takes the name of Magento 1's module off a phrase that people translated.")
                    .example("", "Mage_Catalog::Compare", "Compare")
                    .example("", "Compare", "Compare");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new TranslatedPhrase(binding.field());
        }
    }
}
