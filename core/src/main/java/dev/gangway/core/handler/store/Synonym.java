package dev.gangway.core.handler.store;

import dev.gangway.core.handler.DerivedLookup;
import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.LookedUp;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.core.schema.SideTable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds a synonym group for a search query that stands for another one; the query itself stays as it is.
 *
 * <p>By default the group is the two texts separated by a comma, with the query's id as its own, so writing it again changes
 * nothing. Strict writes the old tool's text ({@code foo"bar",}) and leaves the id to the target.
 */
public final class Synonym implements Handler {
    private static final String TABLE = "search_synonyms";
    private final String field;
    private final boolean strict;
    private final DerivedLookup<Map<String, String>> websiteOfStore =
            DerivedLookup.of(LookedUp.by("store_id", "core_store", "store_id", "website_id"), Synonym::websiteOfStore);

    Synonym(String field, boolean strict) {
        this.field = field;
        this.strict = strict;
    }

    @Override
    public List<LookedUp> lookedUp() {
        return websiteOfStore.inputs();
    }

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String synonym = row.text(field);
        if (synonym == null || synonym.isEmpty() || synonym.equals("0")) {
            return;
        }
        String query = row.text("query_text");
        String store = row.text("store_id");
        var group = new LinkedHashMap<String, @Nullable Object>();
        if (!strict) {
            group.put("group_id", row.get("query_id"));
        }
        String text = query == null ? "" : query;
        group.put("synonyms", strict ? synonym + "\"" + text + "\"," : synonym + "," + text);
        group.put("store_id", store);
        group.put("website_id", websiteOfStore.get(context.lookups()).getOrDefault(store == null ? "" : store, "0"));
        context.emit(TABLE, group);
    }

    @Override
    public Optional<SideTable> sideTable() {
        return strict ? Optional.empty() : Optional.of(new SideTable(TABLE, Map.of("group_id", "query_id")));
    }

    private static Map<String, String> websiteOfStore(List<Row> stores) {
        var websites = new HashMap<String, String>();
        for (Row store : stores) {
            String id = store.text("store_id");
            String website = store.text("website_id");
            if (id != null && website != null) {
                websites.put(id, website);
            }
        }
        return websites;
    }

    /** Makes {@link Synonym}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("Synonym", "Adds a synonym group for a query that stands for another one.")
                    .deviation(
                            "the group is `foo,bar` with the query's id (strict: `foo\"bar\",` with a new id each time)")
                    .example("query_text=bar", "foo", "foo, and a group `foo,bar` in search_synonyms");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new Synonym(binding.field(), binding.environment().compatibility() == Compatibility.STRICT);
        }
    }
}
