package dev.gangway.bulkloader.derive;

import dev.gangway.bulkloader.copy.BatchMapper;
import dev.gangway.bulkloader.step.StepContext;
import dev.gangway.core.plan.MappedRow;
import dev.gangway.core.plan.TablePlan;
import dev.gangway.core.row.Row;
import dev.gangway.core.rules.Compatibility;
import dev.gangway.mysql.connect.Identifiers;
import dev.gangway.mysql.connect.SqlErrors;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Maps visitors and adds the customer of each one's last login: one query per batch. */
final class VisitorCustomers {
    private static final String LOGINS = "log_customer";
    private static final String CUSTOMER = "customer_id";
    private static final String VISITOR = "visitor_id";

    private VisitorCustomers() {}

    static BatchMapper around(StepContext context, TablePlan plan) {
        BatchMapper plain = (rows, losses) -> plan.map(rows, context.lookups(), losses);
        boolean strict = context.environment().compatibility() == Compatibility.STRICT;
        boolean possible = context.sourceSchema().has(LOGINS)
                && plan.source().hasColumn(VISITOR)
                && plan.target().hasColumn(CUSTOMER);
        if (strict || !possible) {
            return plain;
        }
        return (rows, losses) -> {
            List<MappedRow> mapped = plain.map(rows, losses);
            Map<String, String> customers = customers(context, rows);
            for (int i = 0; i < rows.size(); i++) {
                String customer = customers.get(String.valueOf(rows.get(i).text(VISITOR)));
                mapped.get(i).row().set(CUSTOMER, customer);
            }
            return mapped;
        };
    }

    private static Map<String, String> customers(StepContext context, List<Row> visitors) {
        String ids = visitors.stream()
                .map(row -> row.text(VISITOR))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        if (ids.isEmpty()) {
            return Map.of();
        }
        String query = "SELECT visitor_id, customer_id FROM "
                + Identifiers.quote(context.source().table(LOGINS)) + " WHERE customer_id > 0 AND visitor_id IN (" + ids
                + ") ORDER BY log_id";
        var customers = new HashMap<String, String>();
        try (Connection connection = context.source().open();
                var statement = connection.createStatement();
                ResultSet logins = statement.executeQuery(query)) {
            while (logins.next()) {
                customers.put(logins.getString(1), logins.getString(2));
            }
            return customers;
        } catch (SQLException e) {
            throw SqlErrors.translate(e, context.source().config(), "reading the customers of visitors");
        }
    }
}
