package dev.gangway.bulkloader;

import dev.gangway.bulkloader.progress.BulkListener.StageRef;
import dev.gangway.bulkloader.progress.StepWork;
import dev.gangway.core.config.Mode;
import dev.gangway.core.config.OptionName;
import dev.gangway.core.config.Stage;
import dev.gangway.core.config.StepConfig;
import dev.gangway.core.config.StepKind;
import dev.gangway.core.schema.Table;
import dev.gangway.mysql.schema.TableSizes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Estimates before a run what each of its stages has to do, from the source's table sizes, in units of a byte that is read,
 * mapped and written. The factors are measured ones: benchmarks/README.md tells how.
 */
final class WorkEstimate {
    /** Of a stage about whose work nothing is known: about a twentieth of a second. */
    private static final double FIXED = 4_000_000;

    /** Of a table, however small: it is planned, emptied and counted. */
    private static final double TABLE = 250_000;

    private static final double ROW = 110;
    private static final double COLUMN = 14;
    /** A row's entry in one index. */
    private static final double KEY = 40;
    /** Reading the values of a customer or address that become columns. */
    private static final double OWN_VALUES = 1_000;
    /** Most rows of a customer's value tables are read and left out. */
    private static final double VALUE_LEFT_OUT = 0.2;

    private static final double CHECKED_KEY = 16;
    private static final double GRID_ROW = 1_900;
    private static final double COMPUTED_ROW = 470;
    private static final double CLEANED_ROW = 160;

    private final BulkInput input;
    private final TableSizes sizes;

    WorkEstimate(BulkInput input) {
        this.input = input;
        this.sizes = TableSizes.read(input.source());
    }

    List<StepWork> of(Mode mode) {
        var work = new ArrayList<StepWork>();
        for (StepConfig step : input.config().steps(mode)) {
            if (step.is(StepKind.DATA_INTEGRITY)) {
                var stage = StageRef.of(mode, step.title(), Stage.INTEGRITY);
                work.add(new StepWork(stage, Map.of(), foreignKeyRows() * CHECKED_KEY));
            }
            step.stage(Stage.DATA)
                    .ifPresent(data -> work.add(data(StageRef.of(mode, step.title(), Stage.DATA), step, data.kind())));
        }
        return work;
    }

    private StepWork data(StageRef stage, StepConfig step, StepKind kind) {
        return switch (kind) {
            case MAP ->
                copying(
                        stage,
                        input.plan().tables(StepKind.MAP).stream()
                                .map(plan -> plan.source().name())
                                .toList());
            case CUSTOMER -> customers(copying(stage, group(OptionName.CUSTOMER_DOCUMENT_GROUPS_FILE)));
            case LOG -> copying(stage, group(OptionName.LOG_DOCUMENT_GROUPS_FILE));
            case URL_REWRITE -> copying(stage, List.of("core_url_rewrite", "enterprise_url_rewrite"));
            case ORDER_GRIDS, ORDER_GRIDS_EE ->
                other(stage, GRID_ROW * rows("sales_flat_order", "sales_flat_invoice", "sales_flat_shipment"));
            case TIER_PRICE ->
                other(
                        stage,
                        COMPUTED_ROW * rows("catalog_product_entity_tier_price", "catalog_product_entity_group_price"));
            case INVENTORY -> other(stage, COMPUTED_ROW * rows("cataloginventory_stock_item", "sales_flat_shipment"));
            case CONFIGURABLE_PRICES -> other(stage, COMPUTED_ROW * rows("catalog_product_super_attribute_pricing"));
            case POST_PROCESSING ->
                other(
                        stage,
                        CLEANED_ROW
                                * rows(
                                        "catalog_product_entity_int",
                                        "catalog_product_entity_varchar",
                                        "catalog_product_entity_text",
                                        "catalog_product_entity_decimal",
                                        "catalog_product_entity_datetime"));
            default -> other(stage, step.stages().size() * FIXED);
        };
    }

    private Collection<String> group(OptionName file) {
        return input.rules().groups(file).group("source_documents");
    }

    private StepWork copying(StageRef stage, Collection<String> documents) {
        var tables = new HashMap<String, Double>();
        for (String document : documents) {
            TableSizes.Size size = sizes.of(document);
            tables.put(document, TABLE + size.rows() * unitsOfRow(document) + size.bytes());
        }
        return new StepWork(stage, tables, FIXED);
    }

    private StepWork customers(StepWork copying) {
        var tables = new HashMap<String, Double>();
        copying.tables().forEach((table, units) -> {
            boolean entity = table.endsWith("_entity");
            tables.put(table, entity ? units + OWN_VALUES * rows(table) : VALUE_LEFT_OUT * units);
        });
        return new StepWork(copying.stage(), tables, copying.other());
    }

    /** Without its bytes. Foreign keys stand for the indexes below them. */
    private double unitsOfRow(String document) {
        return input.environment()
                .sourceSchema()
                .table(document)
                .map(table -> ROW
                        + COLUMN * table.columns().size()
                        + KEY
                                * (1
                                        + table.uniqueKeys().size()
                                        + table.foreignKeys().size()))
                .orElse(ROW);
    }

    private static StepWork other(StageRef stage, double units) {
        return new StepWork(stage, Map.of(), FIXED + units);
    }

    private double rows(String... documents) {
        double rows = 0;
        for (String document : documents) {
            rows += sizes.of(document).rows();
        }
        return rows;
    }

    private double foreignKeyRows() {
        double rows = 0;
        for (Table table : input.environment().sourceSchema().tables()) {
            rows += (double) sizes.of(table.name()).rows() * table.foreignKeys().size();
        }
        return rows;
    }
}
