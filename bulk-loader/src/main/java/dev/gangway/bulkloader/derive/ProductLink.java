package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.step.StepContext;

/** The column by which product values refer to their product: {@code row_id} where content staging is installed. */
final class ProductLink {

    private ProductLink() {}

    static String column(StepContext context) {
        boolean staged = context.targetSchema()
                .table("catalog_product_entity")
                .filter(table -> table.hasColumn("row_id"))
                .isPresent();
        return staged ? "row_id" : "entity_id";
    }
}
