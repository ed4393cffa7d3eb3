package dev.gangway.mysql.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class Utf8InputTest {

    @Test
    void givesTheBytesOfAnyText() throws IOException {
        for (String text : List.of(
                "",
                "a",
                "\u00e9",
                "x".repeat(200_000),
                "\u4e2d\ud83d\ude00".repeat(100_000),
                "a" + "\ud83d\ude00".repeat(100_000),
                "lone \ud83d surrogate",
                "at the end \ud83d")) {
            assertThat(new Utf8Input(text).readAllBytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void givesSingleBytesToo() {
        var input = new Utf8Input("\u00e9");

        assertThat(List.of(input.read(), input.read(), input.read())).containsExactly(0xc3, 0xa9, -1);
    }
}
