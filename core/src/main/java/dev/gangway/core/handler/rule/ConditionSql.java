package dev.gangway.core.handler.rule;

import dev.gangway.core.handler.DescribedHandlerFactory;
import dev.gangway.core.handler.FieldValue;
import dev.gangway.core.handler.Handler;
import dev.gangway.core.handler.HandlerBinding;
import dev.gangway.core.handler.HandlerContext;
import dev.gangway.core.handler.HandlerDescription;
import dev.gangway.core.row.Row;

/** Replaces table names in quotes inside stored SQL by the target's, prefixes included. */
public record ConditionSql(String field, TableNames names) implements Handler {

    @Override
    public void handle(Row row, Row opposite, HandlerContext context) {
        String sql = row.text(field);
        if (sql == null) {
            return;
        }
        String converted = names.replaceIn(sql);
        if (!converted.equals(sql)) {
            row.set(field, FieldValue.like(row.get(field), converted));
        }
    }

    /** Makes {@link ConditionSql}. */
    public static final class Factory implements DescribedHandlerFactory {

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "Rule\\ConditionSql", "Replaces table names inside stored SQL by the target's.")
                    .example("", "SELECT 1 FROM `sales_flat_order`", "SELECT 1 FROM `sales_order`");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            var environment = binding.environment();
            return new ConditionSql(binding.field(), TableNames.of(environment, environment::mappedDocument));
        }
    }

    /** Makes {@link ConditionSql} handlers that also look into the map of the SalesOrder step. */
    public static final class SegmentFactory implements DescribedHandlerFactory {
        private static final String SALES_MAP = "sales_order_map_file";

        @Override
        public HandlerDescription description() {
            return HandlerDescription.of(
                            "Rule\\CustomerSegmentConditionSql",
                            "Replaces table names inside stored SQL; those not in the main map by the sales map's.")
                    .example("", "SELECT 1 FROM `sales_flat_order`", "SELECT 1 FROM `sales_order`");
        }

        @Override
        public Handler create(HandlerBinding binding) {
            var environment = binding.environment();
            return new ConditionSql(binding.field(), TableNames.of(environment, table -> environment
                    .mappedDocument(table)
                    .or(() -> environment.mappedDocument(SALES_MAP, table))));
        }
    }
}
