package dev.gangway.core.handler.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The old tool's way with directives: textual, line by line, its oddities included. Immutable; time grows with the length only. */
final class LineDirectives implements Placeholder.Conversion {
    private static final String WIDGET = "{{widget";
    private static final String BLOCK = "{{block";
    private static final String END = "}}";
    private static final String TYPE = "type=\"";
    private static final String TEMPLATE = "template=\"";
    private static final String WIDGET_TYPE = "{{widget type=\"";

    private final Map<String, String> types;

    LineDirectives(Map<String, String> classes) {
        this.types = chained(classes);
    }

    /** Pairs are applied one after the other over the whole text, so a result can be hit by a later pair. */
    private static Map<String, String> chained(Map<String, String> classes) {
        var pairs = new ArrayList<>(classes.entrySet());
        var order = new HashMap<String, Integer>();
        for (int i = 0; i < pairs.size(); i++) {
            order.put(pairs.get(i).getKey(), i);
        }
        var types = new HashMap<String, String>();
        for (int i = 0; i < pairs.size(); i++) {
            int hit = i;
            String target = escaped(pairs.get(i).getValue());
            for (int next = order.getOrDefault(target, -1); next > hit; next = order.getOrDefault(target, -1)) {
                hit = next;
                target = escaped(pairs.get(hit).getValue());
            }
            types.put(pairs.get(i).getKey(), target);
        }
        return Map.copyOf(types);
    }

    private static String escaped(String className) {
        return className.replace("\\", "\\\\");
    }

    @Override
    public String convert(String content, Consumer<String> lost) {
        List<String> lines = List.of(content.split("\n", -1));
        if (lines.stream().noneMatch(LineDirectives::hasDirective)) {
            return content;
        }
        var converted = new ArrayList<String>(lines.size());
        for (String line : lines) {
            converted.add(removeUnknownWidgets(cutTemplates(replaceTypes(line))));
        }
        return String.join("\n", converted);
    }

    private static boolean hasDirective(String line) {
        int start = nextDirective(line, 0);
        return start >= 0 && line.indexOf(END, bodyStart(line, start)) >= 0;
    }

    private String replaceTypes(String line) {
        var out = new StringBuilder(line.length());
        int copied = 0;
        for (int at = line.indexOf(TYPE); at >= 0; at = line.indexOf(TYPE, at)) {
            int start = at + TYPE.length();
            int end = line.indexOf('"', start);
            String target = end < 0 ? null : types.get(line.substring(start, end));
            if (target == null) {
                at = start;
            } else {
                out.append(line, copied, start).append(target);
                copied = end;
                at = end + 1;
            }
        }
        return copied == 0 ? line : out.append(line, copied, line.length()).toString();
    }

    private static String cutTemplates(String line) {
        var out = new StringBuilder(line.length());
        int copied = 0;
        int start = nextDirective(line, 0);
        while (start >= 0) {
            int template = line.indexOf(TEMPLATE, bodyStart(line, start));
            int path = template + TEMPLATE.length();
            int slash = template < 0 ? -1 : line.indexOf('/', path);
            int quote = slash < 0 ? -1 : line.indexOf('"', slash + 1);
            int end = quote < 0 ? -1 : line.indexOf(END, quote + 1);
            if (end < 0) {
                break;
            }
            out.append(line, copied, path);
            copied = slash + 1;
            start = nextDirective(line, end + END.length());
        }
        return copied == 0 ? line : out.append(line, copied, line.length()).toString();
    }

    private static String removeUnknownWidgets(String line) {
        var out = new StringBuilder(line.length());
        int copied = 0;
        int start = line.indexOf(WIDGET_TYPE);
        while (start >= 0) {
            int afterType = afterOldType(line, start + WIDGET_TYPE.length());
            int end = afterType < 0 ? -1 : line.indexOf(END, afterType + 1);
            if (end >= 0) {
                out.append(line, copied, start);
                copied = end + END.length();
            } else if (afterType >= 0) {
                break;
            }
            start = line.indexOf(WIDGET_TYPE, Math.max(copied, start + 1));
        }
        return copied == 0 ? line : out.append(line, copied, line.length()).toString();
    }

    /** The index behind {@code word/word"}, or -1. */
    private static int afterOldType(String line, int from) {
        int slash = wordEnd(line, from);
        if (slash == from || slash >= line.length() || line.charAt(slash) != '/') {
            return -1;
        }
        int quote = wordEnd(line, slash + 1);
        boolean closed = quote > slash + 1 && quote < line.length() && line.charAt(quote) == '"';
        return closed ? quote + 1 : -1;
    }

    private static int wordEnd(String line, int from) {
        int i = from;
        while (i < line.length() && OldType.isWordCharacter(line.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int nextDirective(String line, int from) {
        int widget = line.indexOf(WIDGET, from);
        int block = line.indexOf(BLOCK, from);
        return widget < 0 || block < 0 ? Math.max(widget, block) : Math.min(widget, block);
    }

    private static int bodyStart(String line, int directive) {
        return directive + (line.startsWith(WIDGET, directive) ? WIDGET.length() : BLOCK.length());
    }
}
