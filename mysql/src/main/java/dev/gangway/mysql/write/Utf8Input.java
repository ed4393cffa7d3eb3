package dev.gangway.mysql.write;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A text as UTF-8, made piece by piece while it is read: a text of any size costs no further memory. One thread at a time. */
final class Utf8Input extends InputStream {
    private static final int PIECE = 1 << 16;

    private final CharBuffer text;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE).flip();
    private boolean isEncoded;

    Utf8Input(String text) {
        this.text = CharBuffer.wrap(text);
    }

    @Override
    public int read() {
        return isAtEnd() ? -1 : piece.get() & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int part = Math.min(length, piece.remaining());
        piece.get(bytes, from, part);
        return part;
    }

    private boolean isAtEnd() {
        while (!piece.hasRemaining() && !isEncoded) {
            piece.clear();
            CoderResult result = encoder.encode(text, piece, true);
            if (result.isUnderflow() && encoder.flush(piece).isUnderflow()) {
                isEncoded = true;
            }
            piece.flip();
        }
        return !piece.hasRemaining();
    }
}
