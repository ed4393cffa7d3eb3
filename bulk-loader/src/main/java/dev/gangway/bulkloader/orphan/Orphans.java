package dev.gangway.bulkloader.orphan;

/**
 * How many rows break one foreign key.
 *
 * @param rows rows whose parent does not exist
 * @param parents how many different parents they name
 */
public record Orphans(Relation relation, long rows, long parents) {

    /** For people: which key is broken, by how many rows. */
    public String text() {
        return "foreign key %s: %,d %s %,d %s of %s that %s does not have"
                .formatted(
                        relation.key().name(),
                        rows,
                        rows == 1 ? "row names" : "rows name",
                        parents,
                        parents == 1 ? "value" : "values",
                        String.join(", ", relation.key().columns()),
                        relation.key().referencedTable());
    }
}
