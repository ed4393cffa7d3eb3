package dev.gangway.bulkloader.urlrewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PathConflictsTest {
    private static final String HASH = "0123456789abcdef0123456789abcdef";

    static Stream<Arguments> putsTheSuffixBeforeTheEnding() {
        return Stream.of(
                argumentSet("before the ending", "a.html", "a-" + HASH + ".html"),
                argumentSet("at the end when there is no ending", "a", "a-" + HASH),
                argumentSet("before the last of several endings", "a.b.html", "a.b-" + HASH + ".html"),
                argumentSet("behind folders", "jewels/gold/ring.htm", "jewels/gold/ring-" + HASH + ".htm"),
                argumentSet("an empty path", "", "-" + HASH),
                argumentSet("as long as the column holds", "x".repeat(222), "x".repeat(222) + "-" + HASH),
                argumentSet(
                        "a long path loses its end and not the suffix",
                        "x".repeat(250) + ".html",
                        "x".repeat(217) + "-" + HASH + ".html"),
                argumentSet(
                        "characters beyond the basic plane are not cut in two",
                        "\uD83D\uDE00".repeat(255),
                        "\uD83D\uDE00".repeat(222) + "-" + HASH));
    }

    @ParameterizedTest
    @MethodSource
    void putsTheSuffixBeforeTheEnding(String path, String expected) {
        String suffixed = PathConflicts.suffixed(path, HASH);

        assertThat(suffixed).isEqualTo(expected);
        assertThat(suffixed.codePointCount(0, suffixed.length())).isLessThanOrEqualTo(255);
    }
}
