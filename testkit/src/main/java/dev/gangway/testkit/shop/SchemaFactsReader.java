package dev.gangway.testkit.shop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the compact facts of a schema file; the file's own head explains the format. */
final class SchemaFactsReader {
    private static final Pattern TYPE = Pattern.compile(
            "(?<name>[a-z]+)(?<size>[0-9.]*)(?<marks>[+?#]*)(?:=(?<value>'[^']*'|[^~\\s]+))?(?<touch>~?)");

    private final String file;
    private final List<ShopTable> tables = new ArrayList<>();
    private @Nullable Draft draft;
    private String charset = "utf8";
    private boolean cascadesUpdates;
    private String domain = "";
    private int line;

    SchemaFactsReader(String file) {
        this.file = file;
    }

    ShopSchema read(List<String> lines) {
        for (String text : lines) {
            line++;
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            List<String> words = Arrays.asList(text.strip().split("\\s+"));
            if (Character.isWhitespace(text.charAt(0))) {
                body(words);
            } else {
                margin(words);
            }
        }
        finishTable();
        return new ShopSchema(tables);
    }

    private void margin(List<String> words) {
        switch (words.get(0)) {
            case "charset" -> charset = words.get(1);
            case "on-update" -> cascadesUpdates = words.get(1).equals("cascade");
            case "domain" -> domain = words.get(1);
            default -> {
                finishTable();
                int from = words.indexOf("<");
                String counterpart = words.get(from < 0 ? 0 : from + 1);
                draft = new Draft(words.get(0), domain, counterpart, words.size() == 2 ? words.get(1) : charset);
            }
        }
    }

    private void body(List<String> words) {
        Draft table = draft;
        if (table == null) {
            throw wrong("a column before the first table");
        }
        List<String> rest = words.subList(1, words.size());
        switch (words.get(0)) {
            case "key" -> table.primaryKey.addAll(rest);
            case "unique" -> table.uniqueKeys.addAll(lists(rest));
            case "index" -> table.indexes.addAll(lists(rest));
            case "fk" -> table.references.add(reference(rest));
            default -> rest.forEach(name -> table.columns.add(column(name, words.get(0))));
        }
    }

    private static List<List<String>> lists(List<String> words) {
        return Arrays.stream(String.join(" ", words).split(",\\s*"))
                .map(list -> List.of(list.strip().split("\\s+")))
                .toList();
    }

    private ShopTable.Reference reference(List<String> words) {
        String[] parent = words.get(2).split("\\.");
        boolean fixed = words.size() > 4 && words.get(4).equals("fixed");
        return new ShopTable.Reference(words.get(0), parent[0], parent[1], words.get(3), cascadesUpdates && !fixed);
    }

    private ShopColumn column(String name, String text) {
        Matcher m = TYPE.matcher(text);
        if (!m.matches()) {
            throw wrong("the type " + text + " of " + name);
        }
        String marks = m.group("marks");
        return new ShopColumn(
                name,
                sqlType(m.group("name"), m.group("size")),
                marks.contains("+"),
                marks.contains("?"),
                marks.contains("#"),
                !m.group("touch").isEmpty(),
                m.group("value"));
    }

    private static String sqlType(String name, String size) {
        return switch (name) {
            case "tiny" -> "tinyint";
            case "small" -> "smallint";
            case "medium" -> "mediumint";
            case "big" -> "bigint";
            case "v" -> "varchar(" + size + ")";
            case "c" -> "char(" + size + ")";
            case "vb" -> "varbinary(" + size + ")";
            case "d" -> "decimal(" + size.replace('.', ',') + ")";
            default -> name;
        };
    }

    private void finishTable() {
        if (draft != null) {
            tables.add(draft.table());
        }
    }

    private IllegalStateException wrong(String what) {
        return new IllegalStateException(file + ":" + line + ": cannot read " + what);
    }

    private static final class Draft {
        private final String name;
        private final String domain;
        private final String counterpart;
        private final String charset;
        private final List<ShopColumn> columns = new ArrayList<>();
        private final List<String> primaryKey = new ArrayList<>();
        private final List<List<String>> uniqueKeys = new ArrayList<>();
        private final List<List<String>> indexes = new ArrayList<>();
        private final List<ShopTable.Reference> references = new ArrayList<>();

        Draft(String name, String domain, String counterpart, String charset) {
            this.name = name;
            this.domain = domain;
            this.counterpart = counterpart;
            this.charset = charset;
        }

        ShopTable table() {
            return new ShopTable(
                    name, domain, counterpart, charset, columns, primaryKey, uniqueKeys, indexes, references);
        }
    }
}
