package dev.gangway.core.handler.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares the scanner with the search and replace by regular expressions that the old tool does. */
class LineDirectivesPropertyTest {
    private static final Pattern ANY = Pattern.compile("(\\{\\{widget|\\{\\{block)(.*?)}}", Pattern.UNIX_LINES);
    private static final Pattern TEMPLATE =
            Pattern.compile("(\\{\\{widget|\\{\\{block)(.*?template=\")(.*?/)(.*?\".*?}})", Pattern.UNIX_LINES);
    private static final Pattern UNKNOWN =
            Pattern.compile("\\{\\{widget type=\"[\\w\\-_]+/[\\w\\-_]+\".+?}}", Pattern.UNIX_LINES);
    private static final Map<String, String> CLASSES = new LinkedHashMap<>();

    static {
        CLASSES.put("a/b", "New\\Class");
        CLASSES.put("a/empty", "");
        CLASSES.put("chain/one", "chain/two");
        CLASSES.put("chain/two", "Two");
    }

    @Provide
    Arbitrary<String> contents() {
        return Arbitraries.of(List.of(
                        "{{widget",
                        "{{block",
                        " ",
                        " type=\"",
                        "{{widget type=\"",
                        "a/b",
                        "a/empty",
                        "x/y",
                        "chain/one",
                        "chain/two",
                        "\"",
                        "template=\"",
                        "/",
                        "b/c",
                        "}}",
                        "}",
                        "{",
                        "\n",
                        "\r",
                        "text",
                        "type='a/b'",
                        "é"))
                .list()
                .ofMaxSize(25)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 3000)
    void scansAsTheExpressionsWould(@ForAll("contents") String content) {
        assertThat(new LineDirectives(CLASSES).convert(content, lost -> {})).isEqualTo(expected(content));
    }

    private static String expected(String content) {
        if (!ANY.matcher(content).find()) {
            return content;
        }
        String result = content;
        for (Map.Entry<String, String> pair : CLASSES.entrySet()) {
            result = result.replace(
                    "type=\"" + pair.getKey() + "\"",
                    "type=\"" + pair.getValue().replace("\\", "\\\\") + "\"");
        }
        return UNKNOWN.matcher(TEMPLATE.matcher(result).replaceAll("$1$2$4")).replaceAll("");
    }
}
