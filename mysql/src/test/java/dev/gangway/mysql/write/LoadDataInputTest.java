package dev.gangway.mysql.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.core.row.Layout;
import dev.gangway.core.row.Row;
import dev.gangway.core.schema.Column;
import dev.gangway.core.schema.Table;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoadDataInputTest {
    private static final Table TABLE = new Table(
            "t",
            List.of(column("a", "longtext"), column("b", "longblob")),
            List.of(),
            List.of(),
            List.of(),
            "InnoDB",
            false,
            0);
    private static final Layout LAYOUT = Layout.of(TABLE);

    private static Column column(String name, String type) {
        return new Column(name, type, true, null, false, false, "utf8mb4");
    }

    @Test
    void separatesFieldsAndRowsAndEscapesWhatWouldBeTakenForThem() {
        assertThat(text(row("x", "y"), row(null, ""), row("tab\tline\nback\\nul\0cr\r\\N", null)))
                .isEqualTo("x\ty\n\\N\t\nta" + "b\\tline\\nback\\\\nul\\0cr\\r\\\\N\t\\N\n");
    }

    @Test
    void holdsNothingForNoRows() {
        assertThat(text()).isEmpty();
    }

    @Test
    void givesValuesOfAnySizeInPiecesThatSplitNoCharacter() {
        var random = new Random(3);
        for (int round = 0; round < 60; round++) {
            String value = longText(random, random.nextInt(200_000));
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);

            assertThat(text(row(value, bytes), row(value, bytes))).isEqualTo((value + "\t" + value + "\n").repeat(2));
        }
    }

    @Test
    void writesShortTextsAsTheyAreWhateverTheirCharacters() {
        for (String value : List.of("12.5000", "what?", "gr\u00fcn?", "\u0109 \u20ac", "\ud83d\ude00", "", "?")) {
            assertThat(text(row(value, null))).isEqualTo(value + "\t\\N\n");
        }
        assertThat(text(row("?\\", null))).isEqualTo("?\\\\\t\\N\n");
    }

    private static String longText(Random random, int length) {
        String[] characters = {"a", "\u00e9", "\u4e2d", "\ud83d\ude00"};
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append(characters[random.nextInt(4)].repeat(1 + random.nextInt(random.nextBoolean() ? 3 : 30_000)));
        }
        return text.toString();
    }

    private static Row row(@Nullable Object a, @Nullable Object b) {
        return Row.full(LAYOUT, new Object[] {a, b});
    }

    private static String text(Row... rows) {
        var out = new ByteArrayOutputStream();
        var random = new Random(1);
        var input = new LoadDataInput(RowShape.of(TABLE, row("", "")), List.of(rows));
        for (int read = 0; read >= 0; ) {
            byte[] part = new byte[1 + random.nextInt(70_000)];
            read = input.read(part, 0, part.length);
            out.write(part, 0, Math.max(0, read));
        }
        assertThat(input.read()).isEqualTo(-1);
        return out.toString(StandardCharsets.UTF_8);
    }
}
