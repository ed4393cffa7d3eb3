package dev.gangway.events.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class AvroFormTest {
    private final Random random = new Random(1);

    @Test
    void writesTheBytesThatAvroWritesAndReadsThemBack() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            // Given
            long number = random.nextLong() >> random.nextInt(64);
            double floating = Double.longBitsToDouble(random.nextLong());
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            String text = random.ints(random.nextInt(9), 1, 0xD800)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            // When
            var out = new AvroOutput();
            out.number(number);
            out.floating(floating);
            out.bytes(bytes);
            out.text(text);
            out.bool(i % 2 == 0);

            // Then
            var expected = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(expected, null);
            encoder.writeLong(number);
            encoder.writeDouble(floating);
            encoder.writeBytes(bytes);
            encoder.writeString(text);
            encoder.writeBoolean(i % 2 == 0);
            encoder.flush();
            assertThat(out.toBytes()).isEqualTo(expected.toByteArray());

            var in = new AvroInput(out.toBytes(), 0);
            assertThat(in.number()).isEqualTo(number);
            assertThat(Double.doubleToRawLongBits(in.floating())).isEqualTo(Double.doubleToRawLongBits(floating));
            assertThat(in.bytes()).isEqualTo(bytes);
            assertThat(in.text()).isEqualTo(text);
        }
    }

    @Test
    void writesTheShortestTwosComplement() {
        for (int i = 0; i < 5_000; i++) {
            long number = i == 0 ? Long.MIN_VALUE : i == 1 ? 0 : random.nextLong() >> random.nextInt(64);
            var out = new AvroOutput();

            out.unscaled(number);

            assertThat(new AvroInput(out.toBytes(), 0).bytes())
                    .isEqualTo(BigInteger.valueOf(number).toByteArray());
        }
    }

    @Test
    void refusesBytesThatAreNoSuchValues() {
        byte[] endless = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
        byte[] noInt = {-128, -128, -128, -128, 0x10};
        byte[] tooLong = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F, 1};

        assertThatThrownBy(() -> new AvroInput(endless, 0).number()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AvroInput(tooLong, 0).bytes()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AvroInput(tooLong, 0).block()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AvroInput(noInt, 0).integer()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AvroInput(new byte[] {1}, 0).text()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AvroInput(new byte[] {4}, 0).index(2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AvroInput(new byte[7], 0).floating()).isInstanceOf(IllegalArgumentException.class);
    }
}
