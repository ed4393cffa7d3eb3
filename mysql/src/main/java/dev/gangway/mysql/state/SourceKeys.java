package dev.gangway.mysql.state;

import dev.gangway.mysql.read.ChunkRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keys of source rows as text for the state tables: one line per column in the order of their names, so that one key has one
 * text however it was given.
 */
final class SourceKeys {

    private SourceKeys() {}

    /** Values are texts in the server's own form, bytes or numbers; none is null. */
    static String write(Map<String, ?> key) {
        var lines = new ArrayList<String>();
        new TreeMap<>(key)
                .forEach((column, value) -> lines.add(
                        column + "=" + ChunkRange.write(List.of(value instanceof byte[] ? value : value.toString()))));
        return String.join("\n", lines);
    }

    /** Reads what {@link #write} wrote; values are {@link String} or {@code byte[]}. */
    static Map<String, Object> read(String text) {
        var key = new LinkedHashMap<String, Object>();
        for (String line : text.split("\n", -1)) {
            int end = line.indexOf('=');
            key.put(
                    line.substring(0, end),
                    ChunkRange.read(line.substring(end + 1)).get(0));
        }
        return key;
    }

    /** Tells texts apart in an index however long they are. */
    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
