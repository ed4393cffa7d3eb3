package dev.gangway.core.xml;

import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes an XML file by its byte order mark or its declared encoding, UTF-8 otherwise, and finds bytes that do not fit. */
final class XmlText {
    private static final Pattern DECLARED =
            Pattern.compile("\\A<\\?xml[^>]*?encoding\\s*=\\s*[\"']([^\"']*)[\"']", Pattern.DOTALL);
    private static final int DECLARATION_BYTES = 512;

    private XmlText() {}

    /** The text without byte order mark; empty after a problem was added. */
    static Optional<String> decode(String file, byte[] bytes, Problems problems) {
        Optional<Charset> charset = charset(file, bytes, problems);
        if (charset.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        var result = charset.get()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            problems.error(
                    new Place(file, line),
                    "The file is not well-formed XML: it holds bytes that are not %s; save it as UTF-8"
                            .formatted(charset.get().name()));
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    }

    private static Optional<Charset> charset(String file, byte[] bytes, Problems problems) {
        if (bytes.length > 1 && ((bytes[0] == -1 && bytes[1] == -2) || (bytes[0] == -2 && bytes[1] == -1))) {
            return Optional.of(StandardCharsets.UTF_16);
        }
        String start = new String(bytes, 0, Math.min(bytes.length, DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
        Matcher declared = DECLARED.matcher(start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start);
        if (!declared.find()) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        try {
            return Optional.of(Charset.forName(declared.group(1)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            problems.error(
                    new Place(file, 1),
                    "The encoding \"" + declared.group(1) + "\" is not known; save the file as UTF-8 and say so here");
            return Optional.empty();
        }
    }
}
