package dev.gangway.core.handler.value;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.FieldValue;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;
import java.util.List;

/** Replaces the names of date formats inside XML by the numbers that Magento 2 uses. */
public record ConvertDateFormat(String field) implements Handler {
    private static final List<String> FORMATS = List.of("full", "long", "medium", "short");

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String value = row.text(field);
        if (value == null || !value.contains("<date_format>")) {
            return;
        }
        String converted = value;
        for (int i = 0; i < FORMATS.size(); i++) {
            converted = converted.replace(element(FORMATS.get(i)), element(Integer.toString(i)));
        }
        row.set(field, FieldValue.like(row.get(field), converted));
    }

    private static String element(String content) {
        return "<date_format>" + content + "</date_format>";
    }

    /** Makes {@link ConvertDateFormat}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("ConvertDateFormat", "Replaces names of date formats inside XML by numbers.")
                    .example("", "<date_format>medium</date_format>", "<date_format>2</date_format>");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new ConvertDateFormat(binding.field());
        }
    }
}
