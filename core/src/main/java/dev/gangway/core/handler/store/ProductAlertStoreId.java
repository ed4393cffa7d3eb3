package dev.gangway.core.handler.store;

import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.php.PhpText;
import dev.gangway.core.row.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets the store of a product alert, which Magento 1 keeps per website: the default store of the website's default group, or 0.
 * A row without website has 0, if nothing else sets its store.
 */
public final class ProductAlertStoreId implements Handler {
    private final String field;
    private final DerivedLookup<Map<String, String>> storeOfWebsite = new DerivedLookup<>(
            List.of(
                    LookedUp.whole("core_website", "website_id", "default_group_id"),
                    LookedUp.whole("core_store_group", "group_id", "default_store_id")),
            tables -> storeOfWebsite(tables.get(0), tables.get(1)));

    ProductAlertStoreId(String field) {
        this.field = field;
    }

    @Override
    public List<LookedUp> lookedUp() {
        return storeOfWebsite.inputs();
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String website = row.text("website_id");
        if (website != null && !PhpText.isFalsy(website)) {
            row.set(field, storeOfWebsite.get(context.lookups()).getOrDefault(website, "0"));
        } else if (!row.isSet(field)) {
            row.set(field, "0"); // what a new row has, for one that had a website before
        }
    }

    private static Map<String, String> storeOfWebsite(List<Row> websites, List<Row> groups) {
        var storeOfGroup = new HashMap<String, String>();
        groups.forEach(group -> put(storeOfGroup, group.text("group_id"), group.text("default_store_id")));
        var stores = new HashMap<String, String>();
        websites.forEach(
                website -> put(stores, website.text("website_id"), storeOfGroup.get(website.text("default_group_id"))));
        return stores;
    }

    private static void put(Map<String, String> map, @Nullable String key, @Nullable String value) {
        if (key != null && value != null) {
            map.put(key, value);
        }
    }

    /** Makes {@link ProductAlertStoreId}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "ProductAlertStoreId",
                            "Sets the store of a product alert: the default store of its website.")
                    .example("website_id=1, its default store is 1", "", "1");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new ProductAlertStoreId(binding.field());
        }
    }
}
