package dev.gangway.core.handler.value;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.php.PhpText;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.SideTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds an id to the table that Magento Commerce takes new ids from, and marks the target row as valid for all time where its
 * table has content versions. The row's id itself stays.
 */
public record Sequence(String field, String table) implements Handler {
    private static final String FIRST_VERSION = "1";
    private static final String LAST_VERSION = "2147483647";

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        Object id = row.get(field);
        if (!PhpText.isFalsy(id) && !table.isEmpty()) {
            var entry = new LinkedHashMap<String, @Nullable Object>();
            entry.put("sequence_value", id);
            context.emit(table, entry);
        }
        if (opposite.layout().has("created_in") && opposite.layout().has("updated_in")) {
            opposite.set("created_in", FIRST_VERSION);
            opposite.set("updated_in", LAST_VERSION);
        }
    }

    @Override
    public Optional<SideTable> sideTable() {
        return table.isEmpty() ? Optional.empty() : Optional.of(new SideTable(table, Map.of("sequence_value", field)));
    }

    /** Makes {@link Sequence}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of("Sequence", "Adds the row's id to a sequence table of Magento Commerce.")
                    .required("table", "the sequence table")
                    .example("table=sequence_product", "5", "5, and a row 5 in sequence_product");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            return new Sequence(binding.field(), binding.required("table"));
        }
    }
}
