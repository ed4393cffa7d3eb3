package dev.gangway.testkit.shop;

import java.util.List;
import java.util.Optional;

/**
 * One table of the sample shop; keys and indexes are lists of column names, an index prefix stands in brackets.
 *
 * @param counterpart what the source calls the table; its own name where both sides agree
 */
public record ShopTable(
        String name,
        String domain,
        String counterpart,
        String charset,
        List<ShopColumn> columns,
        List<String> primaryKey,
        List<List<String>> uniqueKeys,
        List<List<String>> indexes,
        List<Reference> references) {

    public ShopTable {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        uniqueKeys = List.copyOf(uniqueKeys);
        indexes = List.copyOf(indexes);
        references = List.copyOf(references);
    }

    public Optional<ShopColumn> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }

    /** The foreign key on a column, if it has one. */
    public Optional<Reference> reference(String columnName) {
        return references.stream().filter(r -> r.column().equals(columnName)).findFirst();
    }

    /** A foreign key; all of Magento's have one column. */
    public record Reference(
            String column, String parentTable, String parentColumn, String onDelete, boolean cascadesUpdates) {}
}
