package dev.gangway.bulkloader.customer;

import dev.gangway.bulkloader.copy.BatchMapper;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.plan.LossCounter;
import dev.gangway.core.plan.MappedRow;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Maps entity rows of customers or addresses: column defaults, then the map's columns, then the values of the moved
 * attributes, which are read with one query per value table and batch. Thread-safe.
 */
final class CustomerMapper implements BatchMapper {
    private final StepContext context;
    private final TablePlan plan;
    private final Row defaults;
    private final Map<String, List<MovedAttributes.Attribute>> byValueTable = new LinkedHashMap<>();
    private final boolean upgradePasswords;

    CustomerMapper(
            StepContext context, TablePlan plan, List<MovedAttributes.Attribute> moved, boolean upgradePasswords) {
        this.context = context;
        this.plan = plan;
        this.defaults = defaults(plan);
        this.upgradePasswords = upgradePasswords;
        for (MovedAttributes.Attribute attribute : moved) {
            String table = plan.source().name() + "_" + attribute.backendType();
            if (context.sourceSchema().has(table) && plan.target().hasColumn(attribute.code())) {
                byValueTable.computeIfAbsent(table, t -> new ArrayList<>()).add(attribute);
            }
        }
    }

    @Override
    public List<MappedRow> map(List<Row> rows, LossCounter losses) {
        var targets = new ArrayList<Row>(rows.size());
        rows.forEach(row -> targets.add(defaults.copy()));
        List<MappedRow> mapped = plan.mapOnto(rows, targets, context.lookups(), losses);
        addValues(rows, mapped);
        return mapped;
    }

    private static Row defaults(TablePlan plan) {
        var row = new Row(plan.targetLayout());
        for (Column column : plan.target().columns()) {
            String value = column.defaultValue();
            boolean expression = value != null && value.toLowerCase(Locale.ROOT).startsWith("current_timestamp");
            row.set(column.name(), value != null && !expression ? value : column.nullable() || expression ? null : "");
        }
        return row;
    }

    private void addValues(List<Row> rows, List<MappedRow> mapped) {
        var byId = new HashMap<String, Row>();
        for (int i = 0; i < rows.size(); i++) {
            byId.put(rows.get(i).text("entity_id"), mapped.get(i).row());
        }
        try (Connection connection = context.source().open()) {
            for (Map.Entry<String, List<MovedAttributes.Attribute>> entry : byValueTable.entrySet()) {
                read(connection, entry.getKey(), entry.getValue(), rows, byId);
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(
                    e,
                    context.source().config(),
                    "reading values of " + plan.source().name());
        }
    }

    private void read(
            Connection connection,
            String table,
            List<MovedAttributes.Attribute> attributes,
            List<Row> rows,
            Map<String, Row> byId)
            throws SQLException {
        var codes = new HashMap<String, String>();
        attributes.forEach(attribute -> codes.put(attribute.id(), attribute.code()));
        String query = "SELECT entity_id, attribute_id, value FROM "
                + Identifiers.quote(context.source().table(table)) + " WHERE attribute_id IN ("
                + String.join(", ", codes.keySet()) + ") AND entity_id BETWEEN "
                + rows.get(0).text("entity_id") + " AND "
                + rows.get(rows.size() - 1).text("entity_id");
        try (var statement = connection.createStatement();
                ResultSet values = statement.executeQuery(query)) {
            while (values.next()) {
                Row row = byId.get(values.getString(1));
                String code = codes.get(values.getString(2));
                if (row != null && code != null) {
                    String value = values.getString(3);
                    boolean password = upgradePasswords && code.equals("password_hash");
                    row.set(code, password ? PasswordHash.upgrade(value) : value);
                }
            }
        }
    }

    /** For the value tables: leaves out rows of moved attributes, but keeps SHA-512 password hashes. */
    static BatchMapper values(StepContext context, TablePlan plan, MovedAttributes moved) {
        var ids = moved.ids(CustomerTables.entityOf(context, plan.source().name()));
        return new Values(context, plan, ids, moved.passwordId());
    }

    private record Values(StepContext context, TablePlan plan, Set<String> moved, String password)
            implements BatchMapper {

        @Override
        public List<Row> select(List<Row> rows) {
            return rows.stream().filter(this::stays).toList();
        }

        private boolean stays(Row row) {
            String attribute = row.text("attribute_id");
            return !moved.contains(attribute)
                    || (password.equals(attribute) && PasswordHash.isSha512(row.text("value")));
        }

        @Override
        public List<MappedRow> map(List<Row> rows, LossCounter losses) {
            return plan.map(rows, context.lookups(), losses);
        }
    }
}
