package dev.gangway.mysql.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkRangeTest {

    @Test
    void readsWhatItWrites() {
        List<Object> bound = List.of("18446744073709551615", "line\nbreak \\ and \\n", "", new byte[] {0, -1, 10});

        List<Object> read = ChunkRange.read(ChunkRange.write(bound));

        assertThat(read).usingRecursiveComparison().isEqualTo(bound);
    }

    @Test
    void readsAnOpenBoundFromNothing() {
        assertThat(ChunkRange.read("")).isEmpty();
        assertThat(ChunkRange.read(null)).isEmpty();
    }
}
