package dev.gangway.core.handler.rule;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.SideTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the comma list of ids that old Magento 1 versions keep in a rule as one row per id of another table. The rule's row stays
 * as it is.
 *
 * <p>The old tool empties the other table before each row, so that only the last rule keeps its ids, and writes a row with an empty
 * id for an empty list. Neither happens here, in strict mode too: what the old tool leaves there depends on its reading order.
 */
public record NormalizationIds(String field, String table, String ruleColumn, String idColumn) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String ids = row.text(field);
        if (ids == null) {
            return;
        }
        for (String id : ids.split(",")) {
            String trimmed = id.strip();
            if (!trimmed.isEmpty()) {
                var link = new LinkedHashMap<String, @Nullable Object>();
                link.put(ruleColumn, row.get("rule_id"));
                link.put(idColumn, trimmed);
                context.emit(table, link);
            }
        }
    }

    @Override
    public Optional<SideTable> sideTable() {
        return Optional.of(new SideTable(table, Map.of(ruleColumn, "rule_id")));
    }

    /** Makes {@link NormalizationIds}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "Rule\\NormalizationIds", "Writes a rule's comma list of ids as rows of another table.")
                    .required("normalizationDocument", "the other table")
                    .required("normalizationField", "its column for one id")
                    .deviation("every rule keeps its ids, in strict mode too (the old tool keeps only the last rule's)")
                    .example(
                            "normalizationDocument=salesrule_website normalizationField=website_id, rule_id=7",
                            "1,2",
                            "1,2, and the rows (7, 1) and (7, 2) in salesrule_website");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            boolean openSource = binding.environment()
                    .option("edition_migrate")
                    .filter(edition -> !edition.equals("opensource-to-opensource"))
                    .isEmpty();
            return new NormalizationIds(
                    binding.field(),
                    binding.required("normalizationDocument"),
                    openSource ? "rule_id" : "row_id",
                    binding.required("normalizationField"));
        }
    }
}
