package dev.gangway.core.handler.content;

import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.FieldValue;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.row.Row;
import java.util.List;

/** Mends addresses inside a content: files of the theme and links to Magento 1's own pages, as {@link Links} tells. */
public final class ContentLinks implements Handler {
    private final String field;
    private final DerivedLookup<ShopAddresses> shopAddresses =
            DerivedLookup.of(ShopAddresses.LOOKED_UP, ShopAddresses::of);

    ContentLinks(String field) {
        this.field = field;
    }

    @Override
    public List<LookedUp> lookedUp() {
        return shopAddresses.inputs();
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String content = row.text(field);
        if (content == null) {
            return;
        }
        var links = new Links(() -> shopAddresses.get(context.lookups()));
        String converted = links.convert(content, reason -> context.warn(field, reason));
        if (!converted.equals(content)) {
            row.set(field, FieldValue.like(row.get(field), converted));
        }
    }

    /** Makes {@link ContentLinks}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "ContentLinks",
                            "Leads links inside content to Magento 2's pages, and asks for files of the theme as Magento 2 does.")
                    .example("", "{{skin url=\"images/a.png\"}}", "{{view url=\"images/a.png\"}}")
                    .example("", "<a href=\"/contacts/\">", "<a href=\"/contact/\">");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new ContentLinks(binding.field());
        }
    }
}
