package dev.gangway.derivations;

import dev.gangway.core.schema.Schema;

/** The column by which product data refer to their product: {@code row_id} where content staging is installed. */
public final class ProductLink {

    private ProductLink() {}

    /** For a target with these tables. */
    public static String of(Schema target) {
        boolean staged = target.table("catalog_product_entity")
                .filter(table -> table.hasColumn("row_id"))
                .isPresent();
        return staged ? "row_id" : "entity_id";
    }
}
