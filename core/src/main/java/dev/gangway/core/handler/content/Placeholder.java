package dev.gangway.core.handler.content;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.FieldValue;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import java.util.function.Consumer;

/**
 * Adapts widget and block directives inside pages, blocks and templates: class names by the class map, template paths without
 * the module's name; widgets of unknown type are removed.
 *
 * <p>By default directives are read as Magento reads them: over several lines, with single or double quotes, attributes in any
 * order; only the directive itself is removed, and that is reported; text outside directives never changes. Strict works like
 * the old tool's search and replace, line by line.
 */
public final class Placeholder implements Handler {
    private final String field;
    private final Conversion conversion;

    Placeholder(String field, Conversion conversion) {
        this.field = field;
        this.conversion = conversion;
    }

    /** Changes one content; gives the same object when nothing changes. */
    interface Conversion {
        String convert(String content, Consumer<String> lost);
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String content = row.text(field);
        if (content == null || !content.contains("{{")) {
            return;
        }
        String converted = conversion.convert(content, reason -> context.warn(field, reason));
        if (!converted.equals(content)) {
            row.set(field, FieldValue.like(row.get(field), converted));
        }
    }

    /** Makes {@link Placeholder}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("Placeholder", "Adapts widget and block directives inside content.")
                    .deviation(
                            "directives over several lines and with single quotes are converted, a template is cut only"
                                    + " inside its own value, removing an unknown widget stops at its own end and is reported, text"
                                    + " outside directives stays (strict: none of this)")
                    .example(
                            "",
                            "{{widget type=\"cms/widget_page_link\" template=\"cms/widget/link/link_block.phtml\" page_id=\"3\"}}",
                            "{{widget type=\"Magento\\\\Cms\\\\Block\\\\Widget\\\\Page\\\\Link\""
                                    + " template=\"widget/link/link_block.phtml\" page_id=\"3\"}}")
                    .example("", "{{widget type=\"foo/bar\" x=\"1\"}}KEEP", "KEEP");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            var classes = binding.environment().classMap();
            boolean strict = binding.environment().compatibility() == Compatibility.STRICT;
            Conversion conversion = strict ? new LineDirectives(classes) : new Directives(classes);
            return new Placeholder(binding.field(), conversion);
        }
    }
}
