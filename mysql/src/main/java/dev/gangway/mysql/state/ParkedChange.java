package dev.gangway.mysql.state;

/**
 * A change put aside for a person.
 *
 * @param id 0 until it is stored
 * @param table the source table
 * @param key the source row's key as text
 * @param targetTable the table that refused it, or empty
 * @param payload the record as it came, to replay it
 */
public record ParkedChange(
        long id,
        String table,
        String key,
        String position,
        String code,
        String reason,
        String targetTable,
        byte[] payload) {}
