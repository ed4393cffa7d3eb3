package dev.gangway.derivations.commerce;

import dev.gangway.core.config.StepKind;
import dev.gangway.core.plan.ShadowTable;
import dev.gangway.core.plan.routes.CommerceRoutes;
import dev.gangway.derivations.Derivation;
import dev.gangway.derivations.DerivationContext;
import dev.gangway.derivations.DerivedWriter;
import dev.gangway.derivations.Input;
import dev.gangway.derivations.Keys;
import dev.gangway.derivations.Output;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How smart categories are sorted, which is an attribute value in Magento 2; the key is the category. */
public final class CategorySorting implements Derivation {
    private static final String TABLE = "catalog_category_entity_varchar";
    private static final String RULES = ShadowTable.nameOf(CommerceRoutes.SMART_CATEGORY);
    private static final String KEY = "category_id";
    private static final String ATTRIBUTE = "eav_attribute";

    private final DerivationContext context;
    private final String link;

    public CategorySorting(DerivationContext context) {
        this.context = context;
        this.link = context.target()
                .table(TABLE)
                .filter(table -> table.hasColumn("row_id"))
                .map(table -> "row_id")
                .orElse("entity_id");
    }

    @Override
    public String name() {
        return "sorting of smart categories";
    }

    @Override
    public StepKind step() {
        return StepKind.VISUAL_MERCHANDISER;
    }

    @Override
    public List<Input> inputs() {
        return List.of(Input.key(RULES, KEY), Input.key(TABLE, link), Input.all(ATTRIBUTE));
    }

    @Override
    public List<Output> outputs() {
        return List.of(new Output(TABLE, link, true));
    }

    @Override
    public Optional<KeyList> keyList() {
        return Optional.of(new KeyList(RULES, KEY));
    }

    private String attribute() {
        return context.sql("(SELECT a.attribute_id FROM {" + ATTRIBUTE + "} a JOIN {eav_entity_type} t"
                + " ON t.entity_type_id = a.entity_type_id WHERE a.attribute_code = 'automatic_sorting'"
                + " AND t.entity_type_code = 'catalog_category')");
    }

    @Override
    public void recompute(Connection connection, Keys keys, DerivedWriter writer) throws SQLException {
        writer.execute(
                connection,
                context.sql("DELETE v FROM {" + TABLE + "} v WHERE v.attribute_id IN ") + attribute() + " AND "
                        + keys.on("v." + link),
                TABLE);
        writer.execute(
                connection,
                context.sql("INSERT INTO {" + TABLE + "} (attribute_id, store_id, " + link + ", value)"
                                + " SELECT x.attribute_id, 0, m." + KEY + ", CASE CAST(m.automatic_sort AS BINARY)"
                                + " WHEN 'instock_at_top' THEN '2' WHEN 'special_at_top' THEN '3'"
                                + " WHEN 'special_at_bottom' THEN '4' ELSE '0' END FROM {" + RULES + "} m JOIN ")
                        + attribute() + " x WHERE " + keys.on("m." + KEY) + " ORDER BY m." + KEY
                        + " ON DUPLICATE KEY UPDATE value = VALUES(value)",
                TABLE);
    }
}
