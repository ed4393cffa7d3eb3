package dev.gangway.core.handler.gallery;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.handler.HandlerEnvironment;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.SideTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds the link between a gallery image and its product, which Magento 2 keeps in a table of its own. The row itself stays as it
 * is. The link's product column is {@code row_id} where the target has content staging, else {@code entity_id}.
 */
public record InsertValueToEntity(String entityColumn) implements Handler {
    static final String TABLE = "catalog_product_entity_media_gallery_value_to_entity";

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        var link = new LinkedHashMap<String, @Nullable Object>();
        link.put("value_id", row.get("value_id"));
        link.put(entityColumn, row.get("entity_id"));
        context.emit(TABLE, link);
    }

    @Override
    public Optional<SideTable> sideTable() {
        return Optional.of(new SideTable(TABLE, Map.of("value_id", "value_id", entityColumn, "entity_id")));
    }

    /** Makes {@link InsertValueToEntity}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "Gallery\\InsertValueToEntity", "Adds the link between a gallery image and its product.")
                    .example("value_id=7 entity_id=3", "7", "7, and a row (7, 3) in " + TABLE);
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new InsertValueToEntity(hasStaging(binding.environment()) ? "row_id" : "entity_id");
        }

        private static boolean hasStaging(HandlerEnvironment environment) {
            boolean openSource = environment
                    .option("edition_migrate")
                    .filter("opensource-to-opensource"::equals)
                    .isPresent();
            return !openSource
                    && environment
                            .targetSchema()
                            .table(TABLE)
                            .filter(table -> table.hasColumn("row_id"))
                            .isPresent();
        }
    }
}
