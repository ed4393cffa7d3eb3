package dev.gangway.core.handler.content;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mends addresses in a content: files of the theme are asked for by {@code {{view}}} instead of {@code {{skin}}}, and links to
 * Magento 1's own pages ({@code {{store}}}, what stands right behind it, {@code href} and {@code action}) lead to those of
 * Magento 2. Everything else stays letter by letter. Immutable; time grows with the length only.
 */
final class Links implements Placeholder.Conversion {
    static final String GONE = "a link to a page that Magento 2 does not have was left in the content";

    static final String SKIN_FILE =
            "a file of Magento 1's theme is asked for by its address, which Magento 2 does not have";

    private static final Pattern SKIN_ADDRESS = Pattern.compile("[\"'(/=\\s]skin/frontend/");
    private static final Pattern SKIN = Pattern.compile("\\{\\{skin(?=\\s[^{}]*+}})", Pattern.CASE_INSENSITIVE);
    private static final Pattern STORE =
            Pattern.compile("(\\{\\{store)((?:\\s[^{}]*+)?)}}([\\w/-]*+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PATH = Pattern.compile(
            "(?<![\\w-])(?:direct_url|url|_direct)\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'{}]++))");
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "(?<![\\w-])(?:href|action)(?:\\s*+=\\s*+(?:\"([^\"{]*+)\"|'([^'{]*+)')|=([^\\s\"'{}<>]++)(?=[\\s>]))",
            Pattern.CASE_INSENSITIVE);
    private final Supplier<ShopAddresses> shopAddresses;

    Links(Supplier<ShopAddresses> shopAddresses) {
        this.shopAddresses = shopAddresses;
    }

    @Override
    public String convert(String content, Consumer<String> lost) {
        String result = content;
        if (result.contains("{{")) {
            result = SKIN.matcher(result).replaceAll("{{view");
            result = STORE.matcher(result).replaceAll(found -> Matcher.quoteReplacement(store(found, lost)));
        }
        if (SKIN_ADDRESS.matcher(result).find()) {
            lost.accept(SKIN_FILE);
        }
        return replace(ATTRIBUTE, result, address -> address(address, lost));
    }

    /** A directive, and the path behind it, which is the link's when the directive has none of its own. */
    private static String store(MatchResult found, Consumer<String> lost) {
        String behind = found.group(3);
        boolean[] hasPath = new boolean[1];
        String changed = replace(PATH, found.group(2), path -> {
            hasPath[0] |= !path.isEmpty() && !path.equals("/");
            return path(path, lost);
        });
        return found.group(1) + changed + "}}" + (hasPath[0] ? behind : path(behind, lost));
    }

    private String address(String address, Consumer<String> lost) {
        return ShopAddresses.isAbsolute(address)
                ? shopAddresses.get().withPath(address, path -> path(path, lost))
                : path(address, lost);
    }

    private static String path(String path, Consumer<String> lost) {
        if (StandardRoutes.isGone(path)) {
            lost.accept(GONE);
        }
        return StandardRoutes.translated(path);
    }

    /** Replaces what a pattern found as its group. */
    private static String replace(Pattern pattern, String text, UnaryOperator<String> change) {
        Matcher matcher = pattern.matcher(text);
        var out = new StringBuilder(text.length());
        int copied = 0;
        while (matcher.find()) {
            int group = 1;
            while (matcher.start(group) < 0) {
                group++;
            }
            out.append(text, copied, matcher.start(group)).append(change.apply(matcher.group(group)));
            copied = matcher.end(group);
        }
        return copied == 0 ? text : out.append(text, copied, text.length()).toString();
    }
}
