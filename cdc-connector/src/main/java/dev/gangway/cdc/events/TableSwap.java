package dev.gangway.cdc.events;

import dev.gangway.cdc.events.SqlWords.Word;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which tables a statement puts in the place of others: by renaming them, or by creating them. */
public final class TableSwap {
    /** Put in place of a name that was created anew. */
    private static final String CREATED = "";

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Set<String> subjects = new LinkedHashSet<>();
    private final Set<String> words;

    private TableSwap(List<Word> words) {
        this.words = words.stream().map(word -> lower(word.text())).collect(Collectors.toSet());
    }

    public static TableSwap of(String sql) {
        List<Word> words = Statement.of(sql, "").words();
        var swap = new TableSwap(words);
        String verb = words.isEmpty() ? "" : words.get(0).upper();
        switch (verb) {
            case "RENAME" -> swap.renames(words);
            case "ALTER" -> swap.alter(words);
            case "CREATE" -> swap.create(words);
            default -> {}
        }
        return swap;
    }

    /** The tables that the statement makes, changes or renames, as it writes them. */
    public Set<String> subjects() {
        return Set.copyOf(subjects);
    }

    /** True when the table's name is among the words of the statement. */
    public boolean mentions(String table) {
        return words.contains(lower(table));
    }

    /** True when the table of this name is another one, or a new one, after the statement. */
    public boolean replaces(String table) {
        return sources.containsKey(lower(table));
    }

    /**
     * True when what took the table's place is the copy that a tool for online changes of structure kept level with it, so
     * that its rows are the same: gh-ost, pt-online-schema-change and those that name their copies alike.
     */
    public boolean keepsRows(String table) {
        String source = Optional.ofNullable(sources.get(lower(table))).orElse(CREATED);
        String name = Pattern.quote(lower(table));
        return source.matches("_+" + name + "_(gho|new)")
                || source.matches("lhmn_" + name)
                || source.matches("__osc_new_" + name);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private void renames(List<Word> words) {
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).is("TO")) {
                String from = words.get(i - 1).text();
                String to = lastOfName(words, i + 1);
                subjects.addAll(List.of(from, to));
                sources.put(lower(to), lower(from));
            }
        }
    }

    private void alter(List<Word> words) {
        subjects.add(named(words));
        int renamed = -1;
        for (int i = 1; i < words.size() - 1; i++) {
            Word next = words.get(i + 1);
            boolean other = next.is("COLUMN") || next.is("INDEX") || next.is("KEY");
            if (words.get(i).is("RENAME") && !other) {
                renamed = next.is("TO") || next.is("AS") || next.text().equals("=") ? i + 2 : i + 1;
            }
        }
        if (renamed > 0 && renamed < words.size()) {
            subjects.add(lastOfName(words, renamed));
            sources.put(lower(lastOfName(words, renamed)), lower(named(words)));
        }
    }

    private void create(List<Word> words) {
        String name = named(words);
        if (!name.isEmpty()) {
            subjects.add(name);
            sources.put(lower(name), CREATED);
        }
    }

    /** The name behind TABLE. */
    private static String named(List<Word> words) {
        for (int i = 1; i < words.size() - 1; i++) {
            if (words.get(i).is("TABLE")) {
                int at = i + 1;
                while (at < words.size() - 1
                        && (words.get(at).is("IF")
                                || words.get(at).is("NOT")
                                || words.get(at).is("EXISTS"))) {
                    at++;
                }
                return lastOfName(words, at);
            }
        }
        return "";
    }

    /** The table's own name of a name that may have a database before it. */
    private static String lastOfName(List<Word> words, int at) {
        boolean qualified = at + 2 < words.size() && words.get(at + 1).text().equals(".");
        return at < words.size() ? words.get(qualified ? at + 2 : at).text() : "";
    }
}
