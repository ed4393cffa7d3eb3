package dev.gangway.core.handler.content;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.FieldValue;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adapts widget and block directives inside pages, blocks and templates: class names by the class map, template paths without
 * the module's name; widgets of unknown type are removed.
 *
 * <p>By default directives are read as Magento reads them: over several lines, with or without quotation marks, attributes in any
 * order; only the directive itself is removed, and that is reported. Blocks that every Magento has are known without the class
 * map; what mails take in is mended as {@link MailDirectives} tells, addresses as {@link Links} does. Strict works like the old tool's search and replace, line by line.
 */
public final class Placeholder implements Handler {
    private final String field;
    private final Conversion directives;
    private final @Nullable ContentLinks links;

    /** {@code links}: mends addresses as well; null leaves them. */
    Placeholder(String field, Conversion directives, @Nullable ContentLinks links) {
        this.field = field;
        this.directives = directives;
        this.links = links;
    }

    /** Changes one content; gives the same object when nothing changes. */
    interface Conversion {
        String convert(String content, Consumer<String> lost);
    }

    @Override
    public List<LookedUp> lookedUp() {
        return links == null ? List.of() : links.lookedUp();
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String content = row.text(field);
        if (content == null) {
            return;
        }
        if (content.contains("{{")) {
            String converted = directives.convert(content, reason -> context.warn(field, reason));
            if (!converted.equals(content)) {
                row.set(field, FieldValue.like(row.get(field), converted));
            }
        }
        if (links != null) {
            links.handle(row, opposite, context);
        }
    }

    /** Makes {@link Placeholder}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("Placeholder", "Adapts widget and block directives inside content.")
                    .deviation(
                            "directives over several lines and with single quotes are converted, a template is cut only"
                                    + " inside its own value, removing an unknown widget stops at its own end and is reported;"
                                    + " Magento 1's own blocks become Magento 2's, named by `class`, and what has no counterpart is"
                                    + " reported; `{{skin}}` becomes `{{view}}`, and links to Magento 1's own pages lead to Magento"
                                    + " 2's; mails take in Magento 2's header, footer and style sheet, `{{htmlescape}}` becomes"
                                    + " `{{var}}`, and values of methods, which Magento 2 does not show, are reported; other text stays"
                                    + " (strict: none of this)")
                    .example(
                            "",
                            "{{widget type=\"cms/widget_page_link\" template=\"cms/widget/link/link_block.phtml\" page_id=\"3\"}}",
                            "{{widget type=\"Magento\\\\Cms\\\\Block\\\\Widget\\\\Page\\\\Link\""
                                    + " template=\"widget/link/link_block.phtml\" page_id=\"3\"}}")
                    .example("", "{{widget type=\"foo/bar\" x=\"1\"}}KEEP", "KEEP")
                    .example(
                            "",
                            "{{block type=\"cms/block\" block_id=\"sale\"}}",
                            "{{block class=\"Magento\\\\Cms\\\\Block\\\\Block\" block_id=\"sale\"}}")
                    .example("", "{{skin url=\"images/a.png\"}}", "{{view url=\"images/a.png\"}}")
                    .example(
                            "",
                            "{{template config_path=\"design/email/header\"}}",
                            "{{template config_path=\"design/email/header_template\"}}")
                    .example("", "{{htmlescape var=$customer.name}}", "{{var customer.name}}")
                    .example("", "<a href=\"{{store url='contacts'}}\">", "<a href=\"{{store url='contact'}}\">");
        }

        private static Conversion inOrder(Map<String, String> classes) {
            var blocks = new Directives(classes);
            var mails = new MailDirectives();
            return (content, lost) -> mails.convert(blocks.convert(content, lost), lost);
        }

        @Override
        public Handler create(HandlerBinding binding) {
            var classes = binding.environment().classMap();
            boolean strict = binding.environment().compatibility() == Compatibility.STRICT;
            return strict
                    ? new Placeholder(binding.field(), new LineDirectives(classes), null)
                    : new Placeholder(binding.field(), inOrder(classes), new ContentLinks(binding.field()));
        }
    }
}
