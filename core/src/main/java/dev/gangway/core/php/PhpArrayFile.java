package dev.gangway.core.php;

import dev.gangway.core.php.PhpSourceTokens.Token;
import dev.gangway.core.php.PhpSourceTokens.Type;
import dev.gangway.core.problem.Place;
import dev.gangway.core.problem.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a PHP file that returns an array, such as Magento's {@code env.php}, without running PHP. Values that only PHP can work
 * out are passed over and remembered as expressions, so that one of them matters only to those who need it. Every reason not to
 * read a file is one problem at its line; nothing is thrown. One use, one thread.
 */
public final class PhpArrayFile {
    private static final long MAX_BYTES = 4L << 20;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_VALUES = 200_000;
    private static final Set<String> WORDS = Set.of("true", "false", "null");
    private static final Set<String> VALUE_ENDS = Set.of(",", ";", "]", ")", "}");
    private static final Set<String> KEY_ENDS = Set.of(",", ";", "]", ")", "}", "=>");
    private static final Map<String, String> CLOSING = Map.of("[", "]", "(", ")", "{", "}");

    private final String file;
    private final PhpSourceTokens tokens;
    private Token token = new Token(Type.END, "", 1);
    private int values;

    private PhpArrayFile(String file, String source) {
        this.file = file;
        this.tokens = new PhpSourceTokens(source);
    }

    /** The array that the file returns, or empty after a problem was added. */
    public static Optional<PhpNode> read(Path path, Problems problems) {
        Place whole = new Place(path.toString(), 0);
        try {
            long size = Files.size(path);
            if (size > MAX_BYTES) {
                problems.error(whole, "The file has %d bytes; more than %d are not read".formatted(size, MAX_BYTES));
                return Optional.empty();
            }
            return Optional.of(new PhpArrayFile(path.toString(), decode(Files.readAllBytes(path))).file());
        } catch (IOException e) {
            problems.error(whole, "The file cannot be read (" + e.getMessage() + "); check its name and rights");
        } catch (PhpSourceException e) {
            problems.error(new Place(path.toString(), e.line()), "The file is not read as PHP: " + e.reason());
        }
        return Optional.empty();
    }

    /** PHP knows bytes only: what is not UTF-8 is taken byte by byte. */
    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private PhpNode file() throws PhpSourceException {
        if (!tokens.open()) {
            throw new PhpSourceException(1, "it does not begin with <?php");
        }
        advance();
        passOver(Set.of("return"));
        if (token.type() == Type.END) {
            throw new PhpSourceException(token.line(), "it returns nothing; write return [...];");
        }
        advance();
        int line = token.line();
        PhpNode node = value(VALUE_ENDS, 0);
        if (node.kind() != PhpNode.Kind.ARRAY) {
            throw new PhpSourceException(
                    line, "what it returns is no array as it stands, and PHP is not run; write return [...];");
        }
        if (!token.is(";") && token.type() != Type.END) {
            throw new PhpSourceException(
                    token.line(), "the array has ended, but " + token.shown() + " follows; is a bracket too many?");
        }
        return node;
    }

    private void advance() throws PhpSourceException {
        token = tokens.next();
    }

    private Place here() {
        return new Place(file, token.line());
    }

    /** Reads a value up to one of the signs; the sign stays. */
    private PhpNode value(Set<String> ends, int depth) throws PhpSourceException {
        if (++values > MAX_VALUES) {
            throw new PhpSourceException(token.line(), "it holds more than " + MAX_VALUES + " values");
        }
        if (ends(ends)) {
            throw new PhpSourceException(token.line(), "a value is missing before " + token.shown());
        }
        Place place = here();
        PhpNode node = plain(depth);
        if (ends(ends)) {
            return node;
        }
        passOver(ends);
        return PhpNode.expression(place);
    }

    private boolean ends(Set<String> ends) {
        boolean sign = token.type() == Type.SIGN || token.type() == Type.WORD;
        return token.type() == Type.END || sign && ends.contains(token.text().toLowerCase(Locale.ROOT));
    }

    /** The value that begins here, if it were alone. */
    private PhpNode plain(int depth) throws PhpSourceException {
        Place place = here();
        Token first = token;
        if (first.is("[")) {
            return array("]", depth);
        }
        if (first.type() == Type.SIGN && !first.is("-") && !first.is("+")) {
            return PhpNode.expression(place);
        }
        advance();
        if (first.is("array") && token.is("(")) {
            return array(")", depth);
        }
        return switch (first.type()) {
            case TEXT -> PhpNode.scalar(PhpNode.Kind.TEXT, first.text(), place);
            case NUMBER -> PhpNode.scalar(PhpNode.Kind.NUMBER, first.text(), place);
            case WORD ->
                WORDS.contains(first.text().toLowerCase(Locale.ROOT))
                        ? PhpNode.scalar(PhpNode.Kind.WORD, first.text().toLowerCase(Locale.ROOT), place)
                        : new PhpNode(PhpNode.Kind.EXPRESSION, first.text(), Map.of(), place);
            case SIGN -> signed(first.text(), place);
            default -> PhpNode.expression(place);
        };
    }

    private PhpNode signed(String sign, Place place) throws PhpSourceException {
        if (token.type() != Type.NUMBER) {
            return PhpNode.expression(place);
        }
        String number = token.text();
        advance();
        return PhpNode.scalar(PhpNode.Kind.NUMBER, sign.equals("-") ? "-" + number : number, place);
    }

    private PhpNode array(String close, int depth) throws PhpSourceException {
        Place start = here();
        if (depth >= MAX_DEPTH) {
            throw new PhpSourceException(token.line(), "arrays are nested deeper than " + MAX_DEPTH + " levels");
        }
        Map<String, PhpNode> entries = new LinkedHashMap<>();
        long next = 0;
        advance();
        while (!token.is(close)) {
            requireMore(start, close);
            PhpNode node = value(KEY_ENDS, depth + 1);
            String key = String.valueOf(next);
            if (token.is("=>")) {
                advance();
                key = node.text();
                node = value(VALUE_ENDS, depth + 1);
            }
            next = key.matches("\\d{1,15}") ? Math.max(next, Long.parseLong(key) + 1) : next;
            entries.put(key, node);
            if (token.is(",")) {
                advance();
            } else if (!token.is(close)) {
                requireMore(start, close);
            }
        }
        advance();
        return new PhpNode(PhpNode.Kind.ARRAY, "", entries, start);
    }

    private void requireMore(Place start, String close) throws PhpSourceException {
        if (token.type() == Type.END) {
            throw new PhpSourceException(
                    start.line(), "an array begins here and does not end; close it with \"" + close + "\"");
        }
        if (CLOSING.containsValue(token.text()) && token.type() == Type.SIGN || token.is(";")) {
            throw new PhpSourceException(
                    token.line(),
                    token.shown() + " stands where the array of line " + start.line() + " goes on or ends with \""
                            + close + "\"");
        }
    }

    /** Goes to the next of the signs that does not stand in brackets. */
    private void passOver(Set<String> ends) throws PhpSourceException {
        Deque<String> open = new ArrayDeque<>();
        while (token.type() != Type.END) {
            if (open.isEmpty() && ends(ends)) {
                return;
            }
            if (token.type() == Type.SIGN) {
                String close = CLOSING.get(token.text());
                if (close != null) {
                    open.push(close);
                } else if (CLOSING.containsValue(token.text()) && !token.text().equals(open.poll())) {
                    throw new PhpSourceException(token.line(), "the bracket " + token.shown() + " was not opened");
                }
            }
            advance();
        }
    }
}
